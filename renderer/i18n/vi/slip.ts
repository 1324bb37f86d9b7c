export const slip = {
  preview: 'Xem trước giấy hẹn',
  page: 'Giấy hẹn, trang {{page}}',
  making: 'Đang lập giấy hẹn',
  none: 'Giấy hẹn sẽ hiện ở đây sau khi lập.',
  notDrawn: {
    happened: 'Giấy hẹn đã lập nhưng chưa vẽ được lên màn hình.',
    safe: 'Hồ sơ và ngày hẹn giữ nguyên.',
    todo: 'Đóng rồi in lại.',
  },
};
