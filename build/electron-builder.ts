import type { Configuration } from 'electron-builder';

/**
 * What of `node_modules` the installed program carries: native code and libraries that read their own files.
 * Everything else is inside the bundles of `dist/`.
 */
const RUNTIME_MODULES = [
  'node_modules/better-sqlite3/{package.json,LICENSE}',
  'node_modules/better-sqlite3/lib/**/*.js',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macros
  'node_modules/better-sqlite3/prebuilds/${platform}*-${arch}.node',
  'node_modules/@node-rs/argon2/{package.json,index.js,LICENSE}',
  'node_modules/@node-rs/argon2-*/{package.json,*.node}',
  'node_modules/sharp/{package.json,LICENSE}',
  'node_modules/sharp/dist/**/*.{js,cjs,mjs,json}',
  'node_modules/sharp/lib/**/*.{js,cjs,mjs,json}',
  'node_modules/@img/**/*.{js,cjs,mjs,json,node,so*,dylib,dll}',
  'node_modules/@img/**/LICENSE',
  'node_modules/detect-libc/{package.json,LICENSE}',
  'node_modules/detect-libc/lib/*.js',
  'node_modules/semver/{package.json,LICENSE}',
  'node_modules/semver/**/*.js',
  'node_modules/pdfjs-dist/{package.json,LICENSE}',
  'node_modules/pdfjs-dist/legacy/build/{pdf,pdf.worker}.mjs',
  'node_modules/pdfjs-dist/{cmaps,standard_fonts,wasm,iccs}/*',
  'node_modules/@expo-google-fonts/tinos/{package.json,LICENSE_FONT}',
  'node_modules/@expo-google-fonts/tinos/{400Regular,400Regular_Italic,700Bold,700Bold_Italic}/*.ttf',
];

/** Never in the installed program, wherever it lies. */
const LEFT_OUT = ['!**/*.map', '!**/*.{ts,tsx,mts,cts}', '!**/*.md', '!**/*.tsbuildinfo'];

/** How electron-builder packs the program. `electronDist` is a folder with Electron's runtime, real or stub. */
export function packagingConfig(options: {
  readonly output: string;
  readonly electronDist: string | null;
}): Configuration {
  return {
    appId: 'vn.mot-cua.desk',
    productName: 'Một Cửa',
    copyright: 'Một Cửa',
    directories: { output: options.output },
    electronDist: options.electronDist,
    electronLanguages: ['vi', 'en-US'],
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    asar: true,
    asarUnpack: ['**/*.node', 'node_modules/@img/**'],
    files: ['package.json', 'dist/{page,host,shell}/**/*', '!node_modules/**/*', ...RUNTIME_MODULES, ...LEFT_OUT],
    extraMetadata: { main: 'dist/shell/main.js' },
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macros
    artifactName: 'mot-cua-${version}-${os}-${arch}.${ext}',
    linux: {
      executableName: 'mot-cua',
      target: ['AppImage', 'deb'],
      category: 'Office',
      synopsis: 'Bộ phận Một cửa: tiếp nhận và trả kết quả hồ sơ',
      maintainer: 'Một Cửa',
    },
    deb: { packageName: 'mot-cua' },
    win: { executableName: 'mot-cua', target: ['nsis'] },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: true,
      installerLanguages: ['vi_VN', 'en_US'],
      deleteAppDataOnUninstall: false,
    },
    mac: {
      executableName: 'mot-cua',
      target: ['dmg'],
      category: 'public.app-category.business',
      hardenedRuntime: true,
    },
  };
}
