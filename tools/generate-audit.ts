/** The ledger's events: which routes declare them, which modules append them. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { isTest } from './floor-plan.ts';
import { heading } from './generate-routes.ts';
import type { Module } from './module-graph.ts';

/** `record(tx, platform, { type: 'object.created', … })`, or `partOfRequest({ audit: 'visit.evidence_received', … })` of what is recorded together. */
function recordedEvents(
  modules: readonly Module[],
): readonly { readonly event: string; readonly path: string }[] {
  return modules
    .filter((module) => module.path.startsWith('apps/server/src/') && !isTest(module.path))
    .flatMap((module) =>
      module.source.literals
        .filter((literal) =>
          /\b(?:record\([\s\S]{0,200}\btype|partOfRequest\(\{ audit):\s*$/.test(
            module.source.code.slice(Math.max(0, literal.at - 240), literal.at - 1),
          ),
        )
        .map((literal) => ({ event: literal.text, path: module.path })),
    );
}

export function auditDocument(routes: readonly RouteSpec[], modules: readonly Module[]): string {
  const recorded = recordedEvents(modules);
  const declared = routes.filter((route) => route.audit !== null);
  const events = new Set([
    ...declared.map((route) => route.audit ?? ''),
    ...recorded.map((one) => one.event),
  ]);
  const rows = [...events].sort().map((event) => {
    const by = declared.filter((route) => route.audit === event).map((route) => route.id);
    const paths = new Set(
      recorded.filter((one) => one.event === event).map((one) => one.path.replace('apps/server/src/', '')),
    );
    return `| ${event} | ${by.join(', ') || '–'} | ${[...paths].join(', ') || '–'} |`;
  });
  return [
    '# Audit events',
    '',
    heading,
    '',
    `${events.size} events of the ledger. A route that declares an event appends it in the transaction of its write.`,
    '',
    '| event | declared by | appended in |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
