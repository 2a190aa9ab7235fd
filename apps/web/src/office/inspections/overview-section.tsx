/** Overview of one inspection: object, task, teams with their items and people. */
export function OverviewSection(_props: { readonly inspectionId: string }) {
  return null;
}
