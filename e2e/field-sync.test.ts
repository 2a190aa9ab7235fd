/**
 * The phone on a bad network (catalogue S, K-06): a real browser with a profile on the disk, a real server, and a network
 * of our own between them. Acknowledged but missing = 0, duplicates = 0.
 */
import { networkTests } from './field/network.ts';
import { oneScene } from './field/scene.ts';

networkTests(oneScene());
