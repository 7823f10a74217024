// The frame of every screen but the room: the name of the product, the content, language and appearance.
import type { ComponentChildren } from 'preact';
import { useApp } from './context.ts';
import { LanguageChoice, ThemeChoice } from './settings.tsx';

export function Page({ children }: { readonly children: ComponentChildren }) {
  const { t } = useApp();
  return (
    <div class="page">
      <header class="page-header">
        <span class="brand">{t('app.name')}</span>
      </header>
      <main class="page-main">{children}</main>
      <footer class="page-footer">
        <LanguageChoice />
        <ThemeChoice />
      </footer>
    </div>
  );
}
