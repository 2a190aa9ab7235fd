/** Assisting people as one line each: name and organisation parted by a comma of either kind. Pure. */

interface Assistant {
  readonly name: string;
  readonly organisation: string;
}

export function assistantsOf(text: string): readonly Assistant[] {
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .slice(0, 10)
    .map((row) => {
      const [name = '', ...rest] = row.split(/[,，、]/);
      return { name: name.trim().slice(0, 60), organisation: rest.join('').trim().slice(0, 100) };
    });
}

export function assistantsText(people: readonly Assistant[]): string {
  return people
    .map(({ name, organisation }) => (organisation === '' ? name : `${name}，${organisation}`))
    .join('\n');
}
