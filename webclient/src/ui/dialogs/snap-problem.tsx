// Why there is no still.
import type { Snap } from '../../state/snap.ts';
import { useApp } from '../context.ts';
import { Icon } from '../icon.tsx';

/** Said calmly, and heard: the browser's question has had the focus meanwhile. */
export function Problem({ snap }: { readonly snap: Snap }) {
  const { t } = useApp();
  const key = snap.problem.value;
  return (
    <div role="status">
      {key !== null && (
        <p class="honest">
          <Icon name="alert" />
          {t(key)}
        </p>
      )}
    </div>
  );
}
