// Shows color and width of what one draws next, and opens the choice of them.
import { useApp, useSession, useSheets } from './context.ts';
import { Sheet } from './sheet.tsx';

export function StyleButton() {
  const { t } = useApp();
  const { view } = useSession();
  const sheets = useSheets();
  return (
    <>
      <button
        type="button"
        class="tool"
        data-stop
        popoverTarget="style"
        aria-label={t('toolbar.style')}
        title={t('toolbar.style')}
      >
        <span class={`dot width-${view.width.value}`} data-color={view.color.value} />
      </button>
      <Sheet id="style" title={t('toolbar.style')} edge="bottom">
        {sheets && <sheets.StyleChoice />}
      </Sheet>
    </>
  );
}
