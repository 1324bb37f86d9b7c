import type { KeyboardEvent, ReactNode } from 'react';

export interface FrameOffice {
  /** `Trung tâm Phục vụ hành chính công phường Tân Sơn Nhất`; abbreviated where it does not fit. */
  name: string;
  /** Shown where there is no room for more: `Phường Tân Sơn Nhất` */
  shortName: string;
  /** Desk and demo note: `Quầy 2 · Dữ liệu mẫu, không phải hồ sơ thật` */
  note: string;
}

export interface FrameMenuItem {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  onClick: () => void;
}

export interface FrameUser {
  name: string;
  role: string;
  /** Entries below the built-in theme and language ones: lock, change user, sign out. */
  menu: readonly FrameMenuItem[];
}

/** on: connected · slow: connected, sending takes long · off: no connection · todo: a person is needed. */
export type PillTone = 'on' | 'slow' | 'off' | 'todo';

export interface FramePill {
  tone: PillTone;
  /** A glance: `Đã nối · 2 đang gửi` */
  text: string;
  onClick: () => void;
}

export interface FrameStatus {
  tone: PillTone;
  /** The sentence: `Đang nối với thành phố · 2 hồ sơ đang gửi` */
  lead: string;
  /** Further facts, left to right; dropped from the right when there is no room. */
  facts: readonly ReactNode[];
  /** Right side: what was last saved on this computer. */
  saved?: ReactNode;
  /** Keys worth showing on this screen; F1 is always there. */
  keys?: readonly { keys: readonly string[]; label: string }[];
}

export interface FrameSearch {
  value: string;
  onChange: (value: string) => void;
  onSubmit: (value: string) => void;
  /** Keys in the field before the frame handles Esc; call `preventDefault` to take one. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** A list shown under the field while it has the focus; an element with role `listbox` and id `listId`. */
  results?: ReactNode;
  listId?: string;
  /** Id of the highlighted result. */
  activeId?: string;
}

export interface RailItem {
  id: string;
  label: string;
  /** A 22 px icon. */
  icon: ReactNode;
  /** Alt+1 … Alt+9. */
  alt?: number;
  /** Things waiting there for this user. */
  badge?: number;
  /** `end`: at the foot of the rail. */
  placement?: 'end';
}

export interface AppFrameProps {
  office: FrameOffice;
  user: FrameUser;
  pill: FramePill;
  status: FrameStatus;
  search: FrameSearch;
  rail: readonly RailItem[];
  current: string;
  onNavigate: (id: string) => void;
  /** The instant to show; left out, the computer's clock. */
  now?: Date;
  children: ReactNode;
}
