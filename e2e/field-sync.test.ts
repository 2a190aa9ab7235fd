/**
 * The phone on a bad network (catalogue S): a real browser with a profile on the disk, a real server, and a network of
 * our own between them. Acknowledged but missing = 0, duplicates = 0, and the states shown are those that are true.
 */
import { after, afterEach, before } from 'node:test';
import { keepingTests } from './field/keeping.ts';
import { networkTests } from './field/network.ts';
import { closeScene, openScene, type Scene } from './field/scene.ts';

let scene: Scene | null = null;

before(async () => {
  scene = await openScene();
});
after(async () => {
  if (scene !== null) await closeScene(scene);
});
afterEach(() => scene?.proxy.weather({ kind: 'fine' }));

function sceneOf(): Scene {
  if (scene === null) throw new Error('the scene does not stand');
  return scene;
}

networkTests(sceneOf);
keepingTests(sceneOf);
