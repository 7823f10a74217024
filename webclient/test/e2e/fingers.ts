import type { CDPSession } from 'playwright-core';
import type { ChromiumPerson } from './chromium.ts';
import type { Point } from './person.ts';
import { until } from './until.ts';

/** Fingers on the screen of a Chromium, by the browser's own input; a finger that stays has the same place in the list. */
export class Fingers {
  readonly #person: ChromiumPerson;
  /** One for all: a touch goes on only in the session that began it. */
  #session: CDPSession | null = null;
  #down = 0;

  constructor(person: ChromiumPerson) {
    this.#person = person;
  }

  /** All fingers that touch the screen now. */
  async at(...fingers: readonly Point[]): Promise<void> {
    const type =
      fingers.length > this.#down ? 'touchStart' : fingers.length < this.#down ? 'touchEnd' : ('touchMove' as const);
    this.#session ??= await this.#person.page.context().newCDPSession(this.#person.page);
    const touchPoints = fingers.map(({ x, y }, id) => ({ id, x, y }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
    this.#down = fingers.length;
  }

  lift(): Promise<void> {
    return this.at();
  }

  async tap(...fingers: readonly Point[]): Promise<void> {
    await this.at(...fingers);
    await this.lift();
  }

  /** Rests until `probe` sees what it brings about, then lifts. */
  async hold(finger: Point, what: string, probe: () => Promise<unknown>): Promise<void> {
    await this.at(finger);
    await until(what, probe);
    await this.lift();
  }
}
