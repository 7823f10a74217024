/**
 * Two pictures in lockstep: what one view shows, as a place that means the same on the other picture. Pure.
 *
 * A place is relative: which point of the picture is in the middle, as parts of its width and height, and how much
 * larger than fitted it is. It is not "the same scale": a photo of a phone has five times the pixels of a product's
 * picture, so one pixel each would be a sleeve here and the whole coat there. Fitted both look equally large, and the
 * same part of each is what people compare.
 */
import { type Camera, clamp, fit } from './camera.ts';
import type { Box, Size } from './types.ts';

export interface Place {
  /** 0 to 1 is on the picture; beyond it is beside it. */
  readonly x: number;
  readonly y: number;
  /** 1: the whole picture just fits. */
  readonly zoom: number;
}

/** A camera with what it looks at and through. */
export interface Lens {
  readonly camera: Camera;
  readonly picture: Size;
  readonly screen: Size;
  /** What bars leave free of the screen. */
  readonly area: Box;
}

export function placeOf({ camera, picture, area }: Omit<Lens, 'screen'>): Place {
  return {
    x: (area.x + area.width / 2 - camera.x) / (picture.width * camera.z),
    y: (area.y + area.height / 2 - camera.y) / (picture.height * camera.z),
    zoom: camera.z / fit(picture, area).z,
  };
}

export function cameraAt(place: Place, { picture, area }: Pick<Lens, 'picture' | 'area'>): Camera {
  const z = place.zoom * fit(picture, area).z;
  return {
    x: area.x + area.width / 2 - place.x * picture.width * z,
    y: area.y + area.height / 2 - place.y * picture.height * z,
    z,
  };
}

/**
 * The camera with which `follower` shows what `leader` does. Its zoom is not held to limits of its own, or the two would
 * part; but a picture of another shape is not led out of sight.
 */
export function inStep(leader: Lens, follower: Lens): Camera {
  return clamp(cameraAt(placeOf(leader), follower), follower.picture, follower.screen);
}
