/** Extensions that are dropped from a given name: the shown extension comes from the content. */
const KNOWN_EXTENSION =
  /\.(?:pdf|jpe?g|jfif|png|gif|bmp|webp|tiff?|heic|heif|docx?|xlsx?|pptx?|odt|txt|rtf|html?|svg|xml|zip|rar|7z|exe|com|bat|cmd|scr|msi|js|vbs|ps1|lnk)$/iu;

/** Control characters, line separators, direction overrides and invisible characters. */
const UNSEEN = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

const LONGEST_NAME = 120;

/**
 * The name shown for a received file; never a path and never used to open anything.
 * Directories (both slashes), drive letters, control and direction characters are dropped, NFC, dots and spaces
 * trimmed at both ends, at most 120 characters with `…` where cut. The extension is that of the content.
 * An empty name becomes `fallback` (the component's name).
 */
export function displayFileName(
  rawName: string,
  options: { readonly extension: string; readonly fallback: string },
): string {
  const suffix = options.extension === '' ? '' : `.${options.extension.replace(/^\.+/u, '').toLowerCase()}`;
  const stem = stemOf(rawName) || stemOf(options.fallback) || 'tep';
  return cut(stem, LONGEST_NAME - suffix.length) + suffix;
}

function stemOf(name: string): string {
  const last = name.toWellFormed().replaceAll('\uFFFD', '').replace(UNSEEN, '').split(/[\\/]/u).at(-1) ?? '';
  let stem = last
    .replace(/^[a-z]:/iu, '')
    .normalize('NFC')
    .replace(/[\s.]+$/u, '');
  while (KNOWN_EXTENSION.test(stem)) stem = stem.replace(KNOWN_EXTENSION, '').replace(/[\s.]+$/u, '');
  return stem.replace(/^[\s.]+/u, '');
}

function cut(text: string, longest: number): string {
  const points = [...text];
  if (points.length <= longest) return text;
  return `${points
    .slice(0, longest - 1)
    .join('')
    .replace(/[\s.]+$/u, '')}…`;
}
