// A setting that is on or off.
import type { Signal } from '@preact/signals';

export interface SwitchProps {
  readonly setting: Signal<boolean>;
  readonly label: string;
  readonly describedBy?: string;
}

export function Switch({ setting, label, describedBy }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={setting.value}
        aria-checked={setting.value}
        aria-describedby={describedBy}
        onChange={(event) => {
          setting.value = event.currentTarget.checked;
        }}
      />
      <span>{label}</span>
    </label>
  );
}
