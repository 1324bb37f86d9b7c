import { NONCE_MARK } from '../../contract/page-policy.ts';

/** Where the shell shows that the office process will not start again by itself. */
export const STOP_PATH = '/-/stopped';

/** A page without scripts: what happened, that saved work is safe, what to do. `code` is shown for the engineer. */
export function stopPage(code: string | null): string {
  const shown = code !== null && /^[a-z0-9-]{1,64}$/.test(code) ? code : 'unknown';
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Một Cửa</title>
<style nonce="${NONCE_MARK}">
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f6f8; color: #1b2430;
  font: 16px/1.6 "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif; }
main { max-width: 34rem; padding: 2rem; background: #fff; border: 1px solid #d5dae1; border-radius: 6px; }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; }
p { margin: 0 0 .75rem; }
[lang=en] { color: #5a6675; font-size: .875rem; }
code { font: .875rem ui-monospace, monospace; }
</style>
</head>
<body>
<main>
<h1>Phần mềm đã dừng</h1>
<p>Bộ phận xử lý dữ liệu không khởi động được sau nhiều lần thử. Hồ sơ đã có số biên nhận vẫn được lưu trên máy này.</p>
<p>Hãy đóng phần mềm rồi mở lại. Nếu vẫn gặp màn hình này, báo cho cán bộ kỹ thuật mã lỗi dưới đây.</p>
<p>Mã lỗi: <code>${shown}</code></p>
<p lang="en">The data process could not be started again. Dossiers that have a receipt number are still stored on this
computer. Close the program and open it again; if this page returns, give the code above to your engineer.</p>
</main>
</body>
</html>
`;
}
