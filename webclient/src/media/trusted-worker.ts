// Workers under `require-trusted-types-for 'script'`: a worker's address must come from a policy. This is the only one
// of the client, named 'coviewer', and it lets through addresses beside this very script only.

interface Policy {
  createScriptURL(url: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

let policy: Policy | undefined;

export function newWorker(url: URL): Worker {
  if (url.origin !== new URL(import.meta.url).origin) throw new TypeError('a worker of another origin');
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory?.createPolicy('coviewer', { createScriptURL: (u) => u });
  return new Worker((policy?.createScriptURL(url.href) ?? url.href) as string, { type: 'module' });
}
