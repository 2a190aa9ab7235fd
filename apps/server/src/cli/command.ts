/** What a command of the operator is given. Types and small helpers; loads no database. */
import { format, type Locale } from '@mingcha/core/common/text.ts';
import type { Environment } from '../platform/config.ts';
import { operationsText } from './operations-text.ts';

export interface CommandOptions {
  /** Without the command's own name. */
  readonly args: readonly string[];
  readonly environment: Environment;
  /** The checkout. */
  readonly root: string;
  readonly locale: Locale;
  readonly print: (line: string) => void;
}

export type OperationsKey = keyof typeof operationsText.zh;
export type Say = (key: OperationsKey, data?: Readonly<Record<string, string | number>>) => string;

export function sayIn(locale: Locale): Say {
  return (key, data = {}) => format(operationsText[locale][key], data);
}
