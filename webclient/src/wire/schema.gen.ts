// Code generated from peer/wire/schema.json by go generate ./peer/wire; DO NOT EDIT.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated

export type Value = null | boolean | number | string | Uint8Array | readonly Value[] | { readonly [property: string]: Value };
export interface Stamp { readonly ms: number; readonly n: number; readonly site: string }
export interface Write { readonly stamp: Stamp; readonly id: string; readonly set: Readonly<Record<string, Value>> }
export type Channel = 'panel' | 'presence';
export type FieldType = 'int' | 'text' | 'bytes' | 'bool' | 'true' | 'enum' | 'list' | 'id' | 'hash' | 'order' | 'coordinate' | 'points' | 'writes';
/** What a field of a message or a property may hold. No min means 0. */
export interface Field { readonly type: FieldType; readonly min?: number; readonly max?: number; readonly values?: readonly string[]; readonly of?: Field; readonly nullable?: true }
export interface NamedField extends Field { readonly name: string }
export interface MessageSpec { readonly number: number; readonly name: MessageType; readonly channels: readonly Channel[]; readonly fields: readonly NamedField[] }
export interface KindSpec { readonly required: readonly string[]; readonly optional: readonly string[] }

export type ErrorClass = 'too-long' | 'truncated' | 'bad-cbor' | 'not-canonical' | 'too-deep' | 'bad-type' | 'unknown-type' | 'bad-channel' | 'bad-field' | 'bad-value' | 'future-stamp' | 'too-many' | 'bad-hash' | 'bad-picture' | 'bad-commit';

/** hello: first message of each side. */
export interface Hello {
  readonly type: 'hello';
  readonly version: number;
  readonly site: string;
  readonly kind: 'browser' | 'headless';
  readonly commit: Uint8Array;
  readonly now: number;
}
/** reveal: the nonce behind the commitment of hello. */
export interface Reveal {
  readonly type: 'reveal';
  readonly nonce: Uint8Array;
}
/** snapshot: a part of the whole panel. */
export interface Snapshot {
  readonly type: 'snapshot';
  readonly last: boolean;
  readonly writes: readonly Write[];
  /** Set by decode, ignored by encode: a class for each write of the message that was refused and left out. */
  readonly refused?: readonly ErrorClass[];
}
/** writes: changes of the panel. */
export interface Writes {
  readonly type: 'writes';
  readonly writes: readonly Write[];
  /** Set by decode, ignored by encode: a class for each write of the message that was refused and left out. */
  readonly refused?: readonly ErrorClass[];
}
/** have: blobs that are wholly here and verified. */
export interface Have {
  readonly type: 'have';
  readonly hashes: readonly Uint8Array[];
}
/** want: asks for ranges of a blob; no ranges: stop sending. */
export interface Want {
  readonly type: 'want';
  readonly want: number;
  readonly hash: Uint8Array;
  readonly ranges: readonly number[];
}
/** refuse: a want cannot be served. */
export interface Refuse {
  readonly type: 'refuse';
  readonly want: number;
  readonly reason: 'unknown' | 'bad-range' | 'busy' | 'taken-back';
}
/** lane: description or candidate of a lane. */
export interface Lane {
  readonly type: 'lane';
  readonly lane: number;
  readonly generation: number;
  readonly kind: 'offer' | 'answer' | 'candidate';
  readonly text: string;
  readonly mid: string;
  readonly line: number;
}
/** lanes: asks the offerer to open lanes up to a count. */
export interface Lanes {
  readonly type: 'lanes';
  readonly count: number;
}
/** bye: the sender goes away, and why. */
export interface Bye {
  readonly type: 'bye';
  readonly reason: 'left' | 'protocol-error' | 'bad-version' | 'bad-clock' | 'bad-commit';
}
/** ping: liveness and clock. */
export interface Ping {
  readonly type: 'ping';
  readonly sent: number;
}
/** pong: answer to a ping. */
export interface Pong {
  readonly type: 'pong';
  readonly sent: number;
  readonly now: number;
}
/** pointer: where the pointer is. */
export interface Pointer {
  readonly type: 'pointer';
  readonly seq: number;
  readonly picture: string | null;
  readonly x: number;
  readonly y: number;
  readonly light: boolean;
}
/** viewport: what part of which picture is in view. */
export interface Viewport {
  readonly type: 'viewport';
  readonly seq: number;
  readonly picture: string | null;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
/** live: a mark that is being drawn. */
export interface Live {
  readonly type: 'live';
  readonly seq: number;
  readonly element: string;
  readonly picture: string;
  readonly kind: 'ink' | 'arrow' | 'ellipse' | 'rectangle' | 'text';
  readonly color: number;
  readonly width: number;
  readonly state: 'drawing' | 'done' | 'canceled';
  readonly from: number;
  readonly pressure: boolean;
  readonly points: Uint8Array;
}
/** writing: whether a person is writing a message. */
export interface Writing {
  readonly type: 'writing';
  readonly seq: number;
  readonly on: boolean;
}
export type Message = Hello | Reveal | Snapshot | Writes | Have | Want | Refuse | Lane | Lanes | Bye | Ping | Pong | Pointer | Viewport | Live | Writing;
export type MessageType = Message['type'];
/** Messages of which only the newest by `seq` counts. */
export type PresenceMessage = Pointer | Viewport | Live | Writing;

export interface Arrow {
  readonly kind: 'arrow';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly width: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
export interface Ellipse {
  readonly kind: 'ellipse';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly width: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
export interface Ink {
  readonly kind: 'ink';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly width: number;
  readonly points: Uint8Array;
  readonly pressure?: boolean;
}
export interface ChatMessage {
  readonly kind: 'message';
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly picture?: string;
  readonly mark?: string;
}
export interface Person {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  readonly color: number;
}
export interface Picture {
  readonly kind: 'picture';
  readonly id: string;
  readonly by: string;
  readonly name: string;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly preview: Uint8Array;
  readonly blob: Uint8Array;
  readonly size: number;
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly order: string;
  readonly caption?: string;
  readonly stripped?: boolean;
  readonly takenBack?: true;
}
export interface Pin {
  readonly kind: 'pin';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly x1: number;
  readonly y1: number;
  readonly number: number;
  readonly width?: number;
  readonly text?: string;
}
export interface Rectangle {
  readonly kind: 'rectangle';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly width: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
export interface Stage {
  readonly kind: 'stage';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly view?: readonly number[];
  readonly compare?: string;
  readonly mode?: 'side' | 'overlay';
  readonly split?: number;
}
export interface Text {
  readonly kind: 'text';
  readonly id: string;
  readonly by: string;
  readonly picture: string;
  readonly color: number;
  readonly fontSize: number;
  readonly x1: number;
  readonly y1: number;
  readonly text: string;
}
/** Each kind of element by its name. */
export interface Kinds {
  readonly arrow: Arrow;
  readonly ellipse: Ellipse;
  readonly ink: Ink;
  readonly message: ChatMessage;
  readonly person: Person;
  readonly picture: Picture;
  readonly pin: Pin;
  readonly rectangle: Rectangle;
  readonly stage: Stage;
  readonly text: Text;
}
export type Kind = keyof Kinds;

export const version = 1;

/** Elements with an id of their own. */
export const ids = {
  stage: 'stage000',
} as const;

/** Every message, by number. */
export const messages: readonly MessageSpec[] = [
  { number: 1, name: 'hello', channels: ['panel'], fields: [
    { name: 'version', type: 'int', min: 1, max: 65535 },
    { name: 'site', type: 'id' },
    { name: 'kind', type: 'enum', values: ['browser', 'headless'] },
    { name: 'commit', type: 'bytes', min: 32, max: 32 },
    { name: 'now', type: 'int', max: 9007199254740991 },
  ] },
  { number: 2, name: 'reveal', channels: ['panel'], fields: [
    { name: 'nonce', type: 'bytes', min: 16, max: 16 },
  ] },
  { number: 3, name: 'snapshot', channels: ['panel'], fields: [
    { name: 'last', type: 'bool' },
    { name: 'writes', type: 'writes' },
  ] },
  { number: 4, name: 'writes', channels: ['panel', 'presence'], fields: [
    { name: 'writes', type: 'writes' },
  ] },
  { number: 5, name: 'have', channels: ['panel'], fields: [
    { name: 'hashes', type: 'list', max: 1000, of: { type: 'hash' } },
  ] },
  { number: 6, name: 'want', channels: ['panel'], fields: [
    { name: 'want', type: 'int', min: 1, max: 4294967295 },
    { name: 'hash', type: 'hash' },
    { name: 'ranges', type: 'list', max: 512, of: { type: 'int', max: 67108864 } },
  ] },
  { number: 7, name: 'refuse', channels: ['panel'], fields: [
    { name: 'want', type: 'int', min: 1, max: 4294967295 },
    { name: 'reason', type: 'enum', values: ['unknown', 'bad-range', 'busy', 'taken-back'] },
  ] },
  { number: 8, name: 'lane', channels: ['panel'], fields: [
    { name: 'lane', type: 'int', max: 7 },
    { name: 'generation', type: 'int', max: 65535 },
    { name: 'kind', type: 'enum', values: ['offer', 'answer', 'candidate'] },
    { name: 'text', type: 'text', max: 16384 },
    { name: 'mid', type: 'text', max: 32 },
    { name: 'line', type: 'int', max: 255 },
  ] },
  { number: 9, name: 'lanes', channels: ['panel'], fields: [
    { name: 'count', type: 'int', min: 1, max: 8 },
  ] },
  { number: 10, name: 'bye', channels: ['panel'], fields: [
    { name: 'reason', type: 'enum', values: ['left', 'protocol-error', 'bad-version', 'bad-clock', 'bad-commit'] },
  ] },
  { number: 11, name: 'ping', channels: ['presence'], fields: [
    { name: 'sent', type: 'int', max: 9007199254740991 },
  ] },
  { number: 12, name: 'pong', channels: ['presence'], fields: [
    { name: 'sent', type: 'int', max: 9007199254740991 },
    { name: 'now', type: 'int', max: 9007199254740991 },
  ] },
  { number: 13, name: 'pointer', channels: ['presence'], fields: [
    { name: 'seq', type: 'int', max: 9007199254740991 },
    { name: 'picture', type: 'id', nullable: true },
    { name: 'x', type: 'coordinate' },
    { name: 'y', type: 'coordinate' },
    { name: 'light', type: 'bool' },
  ] },
  { number: 14, name: 'viewport', channels: ['presence'], fields: [
    { name: 'seq', type: 'int', max: 9007199254740991 },
    { name: 'picture', type: 'id', nullable: true },
    { name: 'x', type: 'coordinate' },
    { name: 'y', type: 'coordinate' },
    { name: 'w', type: 'coordinate' },
    { name: 'h', type: 'coordinate' },
  ] },
  { number: 15, name: 'live', channels: ['presence'], fields: [
    { name: 'seq', type: 'int', max: 9007199254740991 },
    { name: 'element', type: 'id' },
    { name: 'picture', type: 'id' },
    { name: 'kind', type: 'enum', values: ['ink', 'arrow', 'ellipse', 'rectangle', 'text'] },
    { name: 'color', type: 'int', max: 31 },
    { name: 'width', type: 'int', min: 1, max: 4096 },
    { name: 'state', type: 'enum', values: ['drawing', 'done', 'canceled'] },
    { name: 'from', type: 'int', max: 4000 },
    { name: 'pressure', type: 'bool' },
    { name: 'points', type: 'points' },
  ] },
  { number: 16, name: 'writing', channels: ['presence'], fields: [
    { name: 'seq', type: 'int', max: 9007199254740991 },
    { name: 'on', type: 'bool' },
  ] },
];

/** Every known property. A Map, because a peer chooses the names that are looked up. */
export const properties: ReadonlyMap<string, Field> = /* @__PURE__ */ new Map<string, Field>([
  ['blob', { type: 'hash' }],
  ['by', { type: 'id' }],
  ['caption', { type: 'text', max: 500 }],
  ['color', { type: 'int', max: 31 }],
  ['compare', { type: 'id' }],
  ['deleted', { type: 'bool' }],
  ['fontSize', { type: 'int', min: 8, max: 16384 }],
  ['kind', { type: 'text', min: 1, max: 32 }],
  ['mark', { type: 'id' }],
  ['mode', { type: 'enum', values: ['side', 'overlay'] }],
  ['name', { type: 'text', max: 120 }],
  ['number', { type: 'int', min: 1, max: 999 }],
  ['order', { type: 'order' }],
  ['picture', { type: 'id' }],
  ['pixelHeight', { type: 'int', min: 1, max: 65535 }],
  ['pixelWidth', { type: 'int', min: 1, max: 65535 }],
  ['points', { type: 'points' }],
  ['pressure', { type: 'bool' }],
  ['preview', { type: 'bytes', min: 12, max: 12288 }],
  ['size', { type: 'int', min: 1, max: 67108864 }],
  ['split', { type: 'int', max: 1000 }],
  ['stripped', { type: 'bool' }],
  ['takenBack', { type: 'true' }],
  ['text', { type: 'text', min: 1, max: 2000 }],
  ['type', { type: 'enum', values: ['image/jpeg', 'image/png', 'image/webp'] }],
  ['view', { type: 'list', min: 4, max: 4, of: { type: 'int', min: -1048576, max: 1048576 } }],
  ['width', { type: 'int', min: 1, max: 4096 }],
  ['x1', { type: 'coordinate' }],
  ['x2', { type: 'coordinate' }],
  ['y1', { type: 'coordinate' }],
  ['y2', { type: 'coordinate' }],
]);

export const kinds: { readonly [K in Kind]: KindSpec } = {
  arrow: { required: ['by', 'picture', 'color', 'width', 'x1', 'y1', 'x2', 'y2'], optional: [] },
  ellipse: { required: ['by', 'picture', 'color', 'width', 'x1', 'y1', 'x2', 'y2'], optional: [] },
  ink: { required: ['by', 'picture', 'color', 'width', 'points'], optional: ['pressure'] },
  message: { required: ['by', 'text'], optional: ['picture', 'mark'] },
  person: { required: ['name', 'color'], optional: [] },
  picture: { required: ['by', 'name', 'pixelWidth', 'pixelHeight', 'preview', 'blob', 'size', 'type', 'order'], optional: ['caption', 'stripped', 'takenBack'] },
  pin: { required: ['by', 'picture', 'color', 'x1', 'y1', 'number'], optional: ['width', 'text'] },
  rectangle: { required: ['by', 'picture', 'color', 'width', 'x1', 'y1', 'x2', 'y2'], optional: [] },
  stage: { required: ['by', 'picture'], optional: ['view', 'compare', 'mode', 'split'] },
  text: { required: ['by', 'picture', 'color', 'fontSize', 'x1', 'y1', 'text'], optional: [] },
};

export const classes: readonly ErrorClass[] = ['too-long', 'truncated', 'bad-cbor', 'not-canonical', 'too-deep', 'bad-type', 'unknown-type', 'bad-channel', 'bad-field', 'bad-value', 'future-stamp', 'too-many', 'bad-hash', 'bad-picture', 'bad-commit'];
