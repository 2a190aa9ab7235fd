/** Options of a question as people read them: letters, and the two words of a true-or-false question. */
import type { QuestionKind } from '@mingcha/core/registers/training/question.ts';

interface Shown {
  readonly kind: QuestionKind;
  readonly options: readonly string[];
}
type Say = (key: 'right' | 'wrong' | 'notAnswered') => string;

export const letterOf = (place: number): string => String.fromCharCode(65 + place);

export function optionsOf(question: Shown, say: Say): { letter: string; label: string }[] {
  const labels = question.kind === 'trueFalse' ? [say('right'), say('wrong')] : question.options;
  return labels.map((label, i) => ({ letter: letterOf(i), label }));
}

/** Letters of an answer, or the word of a true-or-false question. */
export function answerInWords(question: Shown, places: readonly number[], say: Say): string {
  if (places.length === 0) return say('notAnswered');
  if (question.kind === 'trueFalse') return say(places[0] === 0 ? 'right' : 'wrong');
  return places.map(letterOf).join('');
}
