/** One file from this phone. */
export function FileChoice(props: { readonly label: string; readonly onFile: (file: File | null) => void }) {
  return (
    <label className="file-choice">
      <span>{props.label}</span>
      <input type="file" onChange={(event) => props.onFile(event.target.files?.[0] ?? null)} />
    </label>
  );
}
