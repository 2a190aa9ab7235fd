/** A phone whose sheets, application, clock and server change under it (catalogue S-09, S-11, S-12). */
import { ageingTests } from './field/ageing.ts';
import { isLong, oneScene } from './field/scene.ts';

ageingTests(oneScene(isLong ? 16 : 8));
