import { Document, Page, Path, Svg, Text, View } from '@react-pdf/renderer';
import { type ComponentProps, createElement, type ReactElement, type ReactNode } from 'react';

/** PDF building blocks as plain calls: `view(props, child, child)`. Node runs this file as it is, so there is no JSX. */

export type PdfElement = ReactElement;

export function pdfDocument(props: ComponentProps<typeof Document>, ...pages: PdfElement[]): PdfElement {
  return createElement(Document, props, ...pages);
}

export function page(props: ComponentProps<typeof Page>, ...children: ReactNode[]): PdfElement {
  return createElement(Page, props, ...children);
}

export function view(props: ComponentProps<typeof View>, ...children: ReactNode[]): PdfElement {
  return createElement(View, props, ...children);
}

export function text(props: ComponentProps<typeof Text>, ...children: ReactNode[]): PdfElement {
  return createElement(Text, props, ...children);
}

/** A filled vector drawing; `viewBox` in drawing units, `size` in points. */
export function drawing(path: string, viewBox: string, size: number): PdfElement {
  return createElement(Svg, { viewBox, width: size, height: size }, createElement(Path, { d: path, fill: '#000000' }));
}
