/** Names of the project's tests as they stand in the source; for documents that name tests. */
import { isTest } from './floor-plan.ts';
import { readModules } from './module-graph.ts';

/** Names of all tests; a computed part ends the name. */
export function readTestNames(): readonly string[] {
  return readModules()
    .filter((module) => isTest(module.path))
    .flatMap((module) =>
      module.source.literals
        .filter((literal) =>
          /\btest\(\s*$/.test(module.source.code.slice(Math.max(0, literal.at - 20), literal.at - 1)),
        )
        .map((literal) => literal.text),
    );
}
