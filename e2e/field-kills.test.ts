/** A phone whose browser dies at any moment (catalogue S-01): `kill -9` of the whole browser, the profile stays on the disk. */
import { killTests } from './field/kills.ts';
import { isLong, oneScene } from './field/scene.ts';

killTests(oneScene(isLong ? 40 : 6));
