/** The rates against the agency's own directory while they are typed: asked again when they stand still. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { exampleOfRules, type RuleExample } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { useEffect, useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';

const pause = 400;

export interface Example {
  readonly value: RuleExample | null;
  readonly failed: boolean;
}

export function useExample(sampling: RuleBook['sampling']): Example {
  const [example, setExample] = useState<Example>({ value: null, failed: false });
  const asked = JSON.stringify(sampling);
  useEffect(() => {
    let isStopped = false;
    const ask = async () => {
      const body = { sampling: JSON.parse(asked) as RuleBook['sampling'] };
      const result = await callApi(exampleOfRules, { body });
      if (!isStopped)
        setExample((old) =>
          result.ok ? { value: result.value, failed: false } : { value: old.value, failed: true },
        );
    };
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      clearTimeout(timer);
      isStopped = true;
    };
  }, [asked]);
  return example;
}
