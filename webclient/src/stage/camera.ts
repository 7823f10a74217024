/**
 * The camera: which part of a picture is in view. Pure. A camera maps picture pixels to screen pixels by
 * `screen = picture × z + (x, y)`; marks are in 1/8 picture pixels (`unitsPerPixel`).
 */
import type { Box, Size, Vec, View } from './types.ts';

export const unitsPerPixel = 8;

/** How far one may come close: one picture pixel at this many screen pixels, or this many times the fit. */
const maxPixelScale = 4;
const maxFitFactor = 8;
/** How far one may go away, in terms of the fit. */
const minFitFactor = 0.5;
/** This many screen pixels of the picture always stay in view. */
const keepInView = 64;

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The whole picture, centered in the part of the screen that `area` leaves free of bars. */
export function fit(picture: Size, area: Box): Camera {
  const z = fitScale(picture, area);
  return {
    x: area.x + (area.width - picture.width * z) / 2,
    y: area.y + (area.height - picture.height * z) / 2,
    z,
  };
}

/** Small pictures are enlarged by the fit, but not beyond what still looks like a picture. */
function fitScale(picture: Size, area: Box): number {
  const scale = Math.min(area.width / picture.width, area.height / picture.height, 2);
  return scale > 0 ? scale : 1;
}

/** Lowest and highest scale for this picture on this screen. */
export function zoomLimits(picture: Size, area: Box): readonly [low: number, high: number] {
  const scale = fitScale(picture, area);
  return [Math.min(scale * minFitFactor, 1), Math.max(scale * maxFitFactor, maxPixelScale)];
}

/** Scales by `factor` so that the picture point under `at` stays under it. */
export function zoomAt(camera: Camera, at: Vec, factor: number, limits: readonly [number, number]): Camera {
  const z = Math.min(limits[1], Math.max(limits[0], camera.z * factor));
  const ratio = z / camera.z;
  return { x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio, z };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { x: camera.x + dx, y: camera.y + dy, z: camera.z };
}

/** Brings a camera back from which the picture would be lost out of sight. */
export function clamp(camera: Camera, picture: Size, screen: Size): Camera {
  return {
    x: clampAxis(camera.x, picture.width * camera.z, screen.width),
    y: clampAxis(camera.y, picture.height * camera.z, screen.height),
    z: camera.z,
  };
}

function clampAxis(offset: number, length: number, room: number): number {
  const keep = Math.min(keepInView, length, room);
  return Math.min(room - keep, Math.max(keep - length, offset));
}

export function toPicture(camera: Camera, screen: Vec): Vec {
  return {
    x: Math.round(((screen.x - camera.x) / camera.z) * unitsPerPixel),
    y: Math.round(((screen.y - camera.y) / camera.z) * unitsPerPixel),
  };
}

export function toScreen(camera: Camera, picture: Vec): Vec {
  return {
    x: (picture.x / unitsPerPixel) * camera.z + camera.x,
    y: (picture.y / unitsPerPixel) * camera.z + camera.y,
  };
}

/** Screen pixels as a length in 1/8 picture pixels, not rounded. */
export function screenLength(camera: Camera, pixels: number): number {
  return (pixels / camera.z) * unitsPerPixel;
}

export function boxToScreen(camera: Camera, box: Box): Box {
  const scale = camera.z / unitsPerPixel;
  const corner = toScreen(camera, box);
  return { x: corner.x, y: corner.y, width: box.width * scale, height: box.height * scale };
}

/** What is in view of the picture's plane; beside a small picture that may be more than the picture. */
export function viewOf(camera: Camera, area: Box): View {
  const corner = toPicture(camera, area);
  const far = toPicture(camera, { x: area.x + area.width, y: area.y + area.height });
  return [corner.x, corner.y, far.x - corner.x, far.y - corner.y];
}

/** The camera that shows all of `view`, centered. */
export function cameraFor(view: View, picture: Size, area: Box): Camera {
  const [x, y, width, height] = view;
  const limits = zoomLimits(picture, area);
  const wanted = Math.min(area.width / Math.max(width, 1), area.height / Math.max(height, 1)) * unitsPerPixel;
  const z = Math.min(limits[1], Math.max(limits[0], wanted));
  return {
    x: area.x + area.width / 2 - ((x + width / 2) / unitsPerPixel) * z,
    y: area.y + area.height / 2 - ((y + height / 2) / unitsPerPixel) * z,
    z,
  };
}

/** Part of the way from one camera to another, for eased movement; scale moves by ratio so that speed looks even. */
export function between(from: Camera, to: Camera, part: number): Camera {
  const z = from.z * (to.z / from.z) ** part;
  const path = to.z === from.z ? part : (z - from.z) / (to.z - from.z);
  return { x: from.x + (to.x - from.x) * path, y: from.y + (to.y - from.y) * path, z };
}

export function same(a: Camera, b: Camera): boolean {
  return a.x === b.x && a.y === b.y && a.z === b.z;
}
