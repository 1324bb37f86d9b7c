import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import type { PillTone } from './frame-types.ts';

const icons = { on: IconCloudCheck, slow: IconCloudUp, off: IconCloudOff, todo: IconAlertTriangle };

export function PillIcon({ tone, size }: { tone: PillTone; size: number }) {
  const Icon = icons[tone];
  return <Icon size={size} stroke={1.75} aria-hidden="true" />;
}
