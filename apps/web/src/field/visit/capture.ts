/** Takes files in: from the camera's picture, from the phone's own camera, from a file. Says where they belong at once. */

import type { Position } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { type evidenceKinds, evidenceMaxBytes } from '@mingcha/core/inspections/visits/visit-record.ts';

export type EvidenceKind = (typeof evidenceKinds)[number];

/** What a file belongs to from the shutter on: a problem, a line of the sheet, or the visit. */
export interface Belonging {
  readonly findingId: string | null;
  /** `sheetVersionId/lineKey` */
  readonly line: string | null;
  /** In words, above the camera. */
  readonly words: string;
}

/** Documents that may be evidence; pictures, sound and video of any kind may. */
const documents =
  /^(?:application\/pdf|text\/plain|application\/(?:msword|vnd\.ms-excel|vnd\.openxmlformats-.+))$/;

/** The kind of a chosen file, or why it cannot be taken. */
export function kindOfFile(file: {
  readonly type: string;
  readonly size: number;
}): { readonly kind: EvidenceKind } | { readonly refused: 'fileTooBig' | 'fileKind' } {
  if (file.size > evidenceMaxBytes) return { refused: 'fileTooBig' };
  if (file.type.startsWith('image/')) return { kind: 'photo' };
  if (file.type.startsWith('video/')) return { kind: 'video' };
  if (file.type.startsWith('audio/')) return { kind: 'audio' };
  return documents.test(file.type) ? { kind: 'document' } : { refused: 'fileKind' };
}

/** How long one fix may take, and how old it may be, in milliseconds. */
const patience = 15_000;
const freshness = 60_000;

/** One position, advisory: null when it is not allowed, not there or not in time. No track is kept (R150). */
export function onePosition(): Promise<Position | null> {
  const place = (navigator as { readonly geolocation?: Geolocation }).geolocation;
  if (place === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    place.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: coords.latitude,
          lon: coords.longitude,
          accuracyM: Math.min(coords.accuracy, 1_000_000),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patience, maximumAge: freshness },
    );
  });
}

/** The picture that a video shows now, as a JPEG of its full size. */
export function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const pen = canvas.getContext('2d');
  if (pen === null || canvas.width === 0) return Promise.resolve(null);
  pen.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
}

/** Opens the camera at the back; null when there is none or it is not allowed. */
export async function openCamera(): Promise<MediaStream | null> {
  const media = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (media?.getUserMedia === undefined) return null;
  try {
    return await media.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 2560 }, height: { ideal: 1920 } },
    });
  } catch {
    return null;
  }
}

export function canOpenCamera(): boolean {
  const media = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  return media?.getUserMedia !== undefined;
}
