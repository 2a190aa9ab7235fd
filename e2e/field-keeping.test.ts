/** What lies on a phone (catalogue S): refused, kept, lost, carried away, shut off; the states shown are those that are true. */
import { keepingTests } from './field/keeping.ts';
import { isLong, oneScene } from './field/scene.ts';

keepingTests(oneScene(isLong ? 34 : 24));
