import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Font } from '@react-pdf/renderer';

/** Whole TrueType files (not split by script: marks would fall apart), as paths in the file system. */
export type FormAssets = {
  readonly fonts: {
    readonly regular: string;
    readonly italic: string;
    readonly bold: string;
    readonly boldItalic: string;
  };
};

const TINOS_PACKAGE = '@expo-google-fonts/tinos';
const LONGEST_UNBROKEN_WORD = 40;
const FIRST_LIGATURE = 0xfb00;
const loadedFamilies = new Map<string, Promise<string>>();

/** The part of a fontkit font used here. */
type OutlineFont = { readonly characterSet: readonly number[]; glyphForCodePoint(codePoint: number): unknown };

/** Tinos (Times metrics, full Vietnamese) from the installed package. Throws when the package is not beside the program. */
export function installedFormAssets(): FormAssets {
  return {
    fonts: {
      regular: fontInPackage('400Regular/Tinos_400Regular.ttf'),
      italic: fontInPackage('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
      bold: fontInPackage('700Bold/Tinos_700Bold.ttf'),
      boldItalic: fontInPackage('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
    },
  };
}

/** The four Tinos files copied flat into one folder, as a packaged program ships them. */
export function formAssetsIn(directory: string): FormAssets {
  return {
    fonts: {
      regular: join(directory, 'Tinos_400Regular.ttf'),
      italic: join(directory, 'Tinos_400Regular_Italic.ttf'),
      bold: join(directory, 'Tinos_700Bold.ttf'),
      boldItalic: join(directory, 'Tinos_700Bold_Italic.ttf'),
    },
  };
}

/**
 * Makes the fonts known to the PDF engine and answers the family name to use in styles. The engine's font list is
 * shared by the whole process, so each set of files is registered and read once, under its own name. Rejects when a
 * file cannot be read.
 */
export function loadFonts(assets: FormAssets): Promise<string> {
  const { regular, italic, bold, boldItalic } = assets.fonts;
  const key = JSON.stringify([regular, italic, bold, boldItalic]);
  const known = loadedFamilies.get(key);
  if (known !== undefined) return known;

  const family = `Form serif ${loadedFamilies.size + 1}`;
  const loading = registerFamily(family, assets);
  loadedFamilies.set(key, loading);
  return loading;
}

async function registerFamily(family: string, { fonts }: FormAssets): Promise<string> {
  const faces = [
    { src: fonts.regular, fontStyle: 'normal', fontWeight: 400 },
    { src: fonts.italic, fontStyle: 'italic', fontWeight: 400 },
    { src: fonts.bold, fontStyle: 'normal', fontWeight: 700 },
    { src: fonts.boldItalic, fontStyle: 'italic', fontWeight: 700 },
  ] as const;
  Font.register({ family, fonts: [...faces] });
  Font.registerHyphenationCallback(breakWord);
  for (const { fontStyle, fontWeight } of faces) {
    const face = { fontFamily: family, fontStyle, fontWeight };
    await Font.load(face);
    nameGlyphs(Font.getFont(face)?.data as unknown as OutlineFont);
  }
  return family;
}

/**
 * Ties every glyph to its character before anything is drawn. Left alone, fontkit 2 keeps a glyph first met as a part
 * of another (the U inside Ủ) without its character, and a U on a later page or slip is then silently left out.
 * Ligatures stand for several characters and keep the ones they are met with.
 */
function nameGlyphs(font: OutlineFont): void {
  for (const codePoint of font.characterSet) {
    if (codePoint < FIRST_LIGATURE) font.glyphForCodePoint(codePoint);
  }
}

/**
 * Where a line may break inside a word. Vietnamese syllables are never split; only a run without spaces that no column
 * could hold (a file name, an endless address) is cut, with a hyphen at the cut.
 */
function breakWord(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length <= LONGEST_UNBROKEN_WORD) return [word];
  const pieces: string[] = [];
  for (let start = 0; start < letters.length; start += LONGEST_UNBROKEN_WORD) {
    pieces.push(letters.slice(start, start + LONGEST_UNBROKEN_WORD).join(''));
  }
  return pieces;
}

function fontInPackage(file: string): string {
  return fileURLToPath(import.meta.resolve(`${TINOS_PACKAGE}/${file}`));
}
