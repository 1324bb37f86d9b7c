export const frame = {
  brand: 'Một Cửa',
  skip: 'Tới nội dung chính',
  rail: 'Các phần việc',
  badge: '{{count}} việc',
  search: {
    label: 'Tìm hồ sơ trên toàn bộ kho',
    placeholder: 'Mã hồ sơ, họ tên, số định danh, điện thoại',
    open: 'Tìm hồ sơ',
    close: 'Đóng ô tìm',
  },
  help: 'Trợ giúp',
  userMenu: 'Tài khoản',
  theme: { title: 'Giao diện', light: 'Sáng', dark: 'Tối', contrast: 'Tương phản cao' },
  language: { title: 'Ngôn ngữ', vi: 'Tiếng Việt', en: 'English' },
  keys: { title: 'Khung chung', search: 'Tìm trên toàn bộ kho', help: 'Trợ giúp và phím tắt', go: 'Sang {{name}}' },
};
