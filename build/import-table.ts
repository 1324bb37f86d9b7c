/** Who may import whom: the table of `docs/architecture.md` as data. `node:` stands for every Node built-in. */
export interface LayerRule {
  /** Folder of the layer, without a trailing slash. The longest matching folder decides. */
  readonly folder: string;
  /** Other layers it may import from. */
  readonly layers: readonly string[];
  /** Packages it may import; an entry ending in `/` stands for every package of that scope. */
  readonly packages: readonly string[];
}

export const IMPORT_TABLE: readonly LayerRule[] = [
  { folder: 'domain', layers: [], packages: ['zod', 'temporal-polyfill', 'canonicalize'] },
  { folder: 'contract', layers: ['domain'], packages: ['zod'] },
  { folder: 'db', layers: ['domain'], packages: ['node:', 'kysely', 'better-sqlite3', 'uuid', 'zod'] },
  { folder: 'sync/protocol', layers: ['domain'], packages: ['zod'] },
  { folder: 'sync/desk', layers: ['sync/protocol', 'db', 'domain'], packages: ['node:', 'zod', 'uuid'] },
  {
    folder: 'sync/city',
    layers: ['sync/protocol', 'domain'],
    packages: ['node:', 'zod', 'uuid', 'kysely', 'better-sqlite3', 'fastify', 'pino', '@node-rs/argon2', 'file-type'],
  },
  {
    folder: 'electron/host',
    layers: ['contract', 'db', 'sync/desk', 'domain', 'electron/host/forms', 'electron/host/ports'],
    packages: ['node:', 'zod', 'uuid', 'pino', 'ws', 'sharp', 'pdfjs-dist', 'file-type', '@node-rs/argon2'],
  },
  {
    folder: 'electron/host/forms',
    layers: ['domain'],
    packages: ['node:', 'zod', 'react', '@react-pdf/renderer', 'qrcode'],
  },
  {
    folder: 'electron/shell',
    layers: ['electron/host/ports', 'contract'],
    packages: ['electron', 'node:', 'zod', 'get-nonce'],
  },
  { folder: 'electron/host/ports', layers: ['contract', 'domain'], packages: ['node:', 'zod'] },
  {
    folder: 'renderer',
    layers: ['contract', 'domain'],
    packages: [
      'react',
      'react-dom',
      '@mantine/',
      '@tanstack/',
      '@tabler/',
      '@fontsource/',
      'zustand',
      'i18next',
      'react-i18next',
      'get-nonce',
      'pdfjs-dist',
      'uuid',
      'zod',
    ],
  },
];

/** Layers that nothing above may import and that may import anything. */
export const FREE_FOLDERS = ['build', 'test'] as const;
