/** Refusals of draws as sentences, looked up where they are needed so that the first page stays light. */

import type { AppError } from '@mingcha/core/common/result.ts';
import { drawRefusalText } from '@mingcha/core/draws/draw-refusal-text.ts';
import { useCallback } from 'react';
import { sentenceOf, useLocale } from '../../shared/i18n/locale.tsx';

export function useDrawSentence(): (error: AppError) => string {
  const { locale, texts } = useLocale();
  return useCallback((error) => sentenceOf([drawRefusalText, ...texts], locale, error), [locale, texts]);
}
