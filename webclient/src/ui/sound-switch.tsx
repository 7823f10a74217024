// Sounds on or off: in the settings, and where one waits for somebody.
import { useApp } from './context.ts';

export interface SoundSwitchProps {
  readonly label: string;
  readonly describedBy?: string;
}

export function SoundSwitch({ label, describedBy }: SoundSwitchProps) {
  const { settings } = useApp();
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={settings.sounds.value}
        aria-checked={settings.sounds.value}
        aria-describedby={describedBy}
        onChange={(event) => {
          settings.sounds.value = event.currentTarget.checked;
        }}
      />
      <span>{label}</span>
    </label>
  );
}
