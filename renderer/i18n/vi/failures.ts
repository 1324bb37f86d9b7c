import type { FailureWords } from '../../failure-text.ts';

const kept = 'Dữ liệu đã lưu trên máy này vẫn còn nguyên.';
const notWritten = 'Chưa có gì được ghi; phần đang nhập vẫn còn trên màn.';
const fileKept = 'Hồ sơ đang nhập và các tệp khác vẫn còn.';
const works = 'Dữ liệu trên máy này không bị ảnh hưởng; tiếp nhận tại quầy không cần mạng.';

export const failures = {
  'not-signed-in': { happened: 'Phiên làm việc đã kết thúc.', safe: notWritten, todo: 'Đăng nhập lại rồi làm tiếp.' },
  'sign-in-refused': {
    happened: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    safe: 'Dữ liệu của quầy vẫn được khóa.',
    todo: '{{wait}}',
  },
  'not-permitted': {
    happened: 'Tài khoản này không được làm việc này.',
    safe: notWritten,
    todo: 'Người làm được: {{role}}.',
  },
  'unknown-operation': {
    happened: 'Trang và chương trình không cùng phiên bản.',
    safe: kept,
    todo: 'Đóng chương trình rồi mở lại.',
  },
  'invalid-input': {
    happened: 'Có ô chưa đúng dạng nên chưa ghi được.',
    safe: notWritten,
    todo: 'Xem lại các ô được đánh dấu; nếu không thấy ô nào, báo người phụ trách kỹ thuật mã bên dưới.',
  },
  'message-too-large': {
    happened: 'Nội dung gửi lớn hơn {{limit}}.',
    safe: notWritten,
    todo: 'Chia nhỏ tệp rồi gửi lại.',
  },
  disconnected: {
    happened: 'Mất kết nối với chương trình trên máy này.',
    safe: 'Hồ sơ đã lưu vẫn còn; phần đang nhập vẫn còn trên màn.',
    todo: 'Chờ nối lại rồi bấm lại; bấm lại không tạo hồ sơ thứ hai.',
  },
  'internal-error': {
    happened: 'Chương trình gặp lỗi khi làm việc này.',
    safe: kept,
    todo: 'Thử lại; nếu vẫn vậy, báo người phụ trách kỹ thuật mã bên dưới.',
  },
  'command-id-reused': {
    happened: 'Lệnh này đã được gửi trước đó với nội dung khác.',
    safe: 'Lần ghi trước vẫn giữ nguyên.',
    todo: 'Xem lại danh sách hồ sơ trước khi lưu lại.',
  },
  'dossier-not-found': {
    happened: 'Không có hồ sơ này trên máy.',
    safe: kept,
    todo: 'Tìm lại bằng mã hồ sơ hoặc họ tên.',
  },
  'transition-not-allowed': {
    happened: 'Hồ sơ đang ở bước không cho phép việc này.',
    safe: notWritten,
    todo: 'Xem trạng thái hiện tại của hồ sơ.',
  },
  'procedure-not-found': {
    happened: 'Không có thủ tục này trong danh mục trên máy.',
    safe: notWritten,
    todo: 'Chọn thủ tục khác, hoặc đồng bộ danh mục rồi chọn lại.',
  },
  'procedure-guide-only': {
    happened: 'Thủ tục này không nhận tại quầy.',
    safe: notWritten,
    todo: 'Hướng dẫn người dân đến nơi tiếp nhận ghi trên màn.',
  },
  'procedure-not-in-force': {
    happened: 'Thủ tục này không còn hiệu lực hôm nay.',
    safe: notWritten,
    todo: 'Chọn thủ tục thay thế trong danh mục.',
  },
  'limit-variant-unknown': {
    happened: 'Trường hợp thời hạn đã chọn không còn trong danh mục.',
    safe: notWritten,
    todo: 'Chọn lại thời hạn rồi lưu.',
  },
  'components-missing': {
    happened: 'Còn thiếu {{count}} thành phần bắt buộc.',
    safe: notWritten,
    todo: 'Bổ sung giấy tờ được đánh dấu rồi lưu lại.',
  },
  'component-unknown': {
    happened: 'Có giấy tờ không thuộc thủ tục này.',
    safe: notWritten,
    todo: 'Chọn lại thủ tục để nạp danh sách giấy tờ mới.',
  },
  'owner-missing': { happened: 'Chưa có chủ hồ sơ.', safe: notWritten, todo: 'Quét thẻ hoặc nhập họ tên chủ hồ sơ.' },
  'calendar-missing': {
    happened: 'Chưa có lịch làm việc năm {{year}} nên không tính được ngày hẹn.',
    safe: notWritten,
    todo: 'Đồng bộ lịch làm việc, rồi lưu lại.',
  },
  'due-date-changed': {
    happened: 'Ngày hẹn trả nay là {{time}} ngày {{date}}.',
    safe: notWritten,
    todo: 'Nói lại với người nộp, rồi xác nhận ngày mới.',
  },
  'slip-not-made': {
    happened: 'Giấy hẹn chưa được lập.',
    safe: 'Hồ sơ đã lưu trên máy này.',
    todo: 'Lập giấy hẹn trước rồi xác nhận đã giao.',
  },
  'already-erased': {
    happened: 'Thông tin cá nhân của hồ sơ này đã xóa trước đó.',
    safe: 'Mã, ngày và trạng thái vẫn còn.',
    todo: 'Không cần làm gì thêm.',
  },
  'not-sent-yet': {
    happened: 'Thành phố chưa nhận đủ hồ sơ này: còn {{facts}} mục và {{files}} tệp.',
    safe: 'Chưa xóa gì.',
    todo: 'Chờ gửi xong rồi làm lại.',
  },
  'file-empty': { happened: 'Tệp không có nội dung.', safe: fileKept, todo: 'Quét hoặc chọn lại tệp.' },
  'file-too-large': {
    happened: 'Tệp lớn hơn {{limit}}.',
    safe: fileKept,
    todo: 'Quét lại ở độ phân giải thấp hơn hoặc tách tệp.',
  },
  'file-type-not-accepted': {
    happened: 'Tệp không phải PDF, JPEG, PNG hoặc TIFF.',
    safe: fileKept,
    todo: 'Quét lại hoặc lưu thành một trong các loại trên.',
  },
  'file-damaged': { happened: 'Tệp bị hỏng, không đọc được.', safe: fileKept, todo: 'Quét lại hoặc lấy lại tệp gốc.' },
  'file-encrypted': {
    happened: 'Tệp có mật khẩu.',
    safe: fileKept,
    todo: 'Lưu lại tệp không đặt mật khẩu rồi chọn lại.',
  },
  'file-active-content': {
    happened: 'Tệp có mã chạy kèm nên không nhận.',
    safe: fileKept,
    todo: 'In tệp ra PDF mới hoặc quét bản giấy.',
  },
  'image-too-large': {
    happened: 'Ảnh {{megapixels}} triệu điểm, lớn hơn mức {{limit}} triệu.',
    safe: fileKept,
    todo: 'Quét lại ở 300 dpi.',
  },
  'too-many-pages': {
    happened: 'Tệp có {{pages}} trang, nhiều hơn mức {{limit}} trang.',
    safe: fileKept,
    todo: 'Tách thành nhiều tệp rồi thêm lần lượt.',
  },
  'file-inspection-failed': {
    happened: 'Không kiểm tra được tệp: {{why}}.',
    safe: fileKept,
    todo: 'Quét lại bản giấy hoặc chọn tệp khác.',
  },
  'upload-out-of-order': { happened: 'Việc đưa tệp vào bị ngắt giữa chừng.', safe: fileKept, todo: 'Chọn lại tệp.' },
  'file-not-found': {
    happened: 'Không tìm thấy tệp này.',
    safe: kept,
    todo: 'Mở lại hồ sơ; nếu vẫn thiếu, quét lại bản giấy.',
  },
  'file-elsewhere': {
    happened: 'Tệp {{pages}} trang đang ở hệ thống thành phố.',
    safe: 'Tệp không mất.',
    todo: 'Mở lại khi có mạng.',
  },
  'file-unreadable': {
    happened: 'Tệp trên máy này không đọc được.',
    safe: 'Các hồ sơ khác vẫn còn nguyên.',
    todo: 'Lấy lại từ thành phố khi có mạng hoặc quét lại bản giấy.',
  },
  'card-unreadable': {
    happened: 'Không đọc được mã trên thẻ: {{why}}.',
    safe: 'Chưa điền gì vào phiếu.',
    todo: 'Quét lại, hoặc nhập tay theo thẻ.',
  },
  'storage-full': {
    happened: 'Ổ đĩa của máy này đã đầy.',
    safe: kept,
    todo: 'Giải phóng ổ đĩa rồi lưu lại; chưa nhận thêm giấy tờ quét.',
  },
  'storage-busy': { happened: 'Kho dữ liệu đang bận.', safe: notWritten, todo: 'Chờ vài giây rồi bấm lại.' },
  'storage-damaged': {
    happened: 'Kho dữ liệu trên máy này bị hỏng nên chưa mở.',
    safe: 'Chương trình không sửa hay xóa gì trong kho; hồ sơ thành phố đã nhận vẫn còn ở thành phố.',
    todo: 'Đừng xóa thư mục dữ liệu. Báo người phụ trách kỹ thuật để khôi phục.',
  },
  'storage-too-new': {
    happened: 'Dữ liệu do phiên bản mới hơn ghi (mức {{found}}, bản này đọc đến mức {{known}}).',
    safe: 'Dữ liệu vẫn còn nguyên, chưa bị mở ra ghi.',
    todo: 'Cài phiên bản mới của chương trình rồi mở lại.',
  },
  'storage-key-wrong': {
    happened: 'Khóa trên máy này không mở được kho dữ liệu.',
    safe: 'Dữ liệu vẫn được mã hóa và còn nguyên.',
    todo: 'Mở bằng đúng tài khoản máy tính đã dùng trước đây, hoặc đặt lại tệp khóa đã sao lưu.',
  },
  'storage-in-use': {
    happened: 'Kho dữ liệu đang được một cửa sổ khác của chương trình dùng.',
    safe: kept,
    todo: 'Làm việc ở cửa sổ đó, hoặc đóng nó rồi thử lại.',
  },
  'already-set-up': {
    happened: 'Máy này đã được cài đặt trước đó.',
    safe: 'Dữ liệu đang có vẫn giữ nguyên.',
    todo: 'Mở lại chương trình và đăng nhập.',
  },
  'not-set-up': {
    happened: 'Máy này chưa được cài đặt.',
    safe: 'Chưa có dữ liệu nào.',
    todo: 'Chọn cách bắt đầu ở trang đầu.',
  },
  'enrolment-refused': {
    happened: 'Thành phố không nhận mã đăng ký: {{why}}.',
    safe: 'Máy này chưa thay đổi gì.',
    todo: 'Kiểm tra mã, hoặc xin mã mới từ người quản trị.',
  },
  'sample-city-failed': {
    happened: 'Không mở được hệ thống thành phố mẫu trên máy này.',
    safe: 'Máy này chưa thay đổi gì.',
    todo: 'Thử lại; nếu vẫn vậy, báo người phụ trách kỹ thuật mã bên dưới.',
  },
  'city-unreachable': {
    happened: 'Chưa nối được với hệ thống thành phố.',
    safe: works,
    todo: 'Kiểm tra dây mạng và địa chỉ rồi thử lại.',
  },
  'not-our-city': {
    happened: 'Nơi trả lời không phải hệ thống thành phố: {{why}}.',
    safe: 'Không có hồ sơ nào được gửi đến đó.',
    todo: 'Kiểm tra địa chỉ; nếu mạng có trang đăng nhập riêng, đăng nhập mạng trước.',
  },
  'city-busy': {
    happened: 'Hệ thống thành phố đang bận.',
    safe: works,
    todo: 'Chương trình tự thử lại sau {{seconds}} giây.',
  },
  'city-refused': {
    happened: 'Hệ thống thành phố từ chối (trả lời {{status}}).',
    safe: 'Hồ sơ trên máy này vẫn còn nguyên.',
    todo: 'Báo người phụ trách kỹ thuật mã bên dưới.',
  },
  'city-access-lost': {
    happened: 'Thành phố không còn nhận máy này.',
    safe: works,
    todo: 'Xin mã đăng ký mới cho máy này.',
  },
  'clock-wrong': {
    happened: 'Đồng hồ máy này lệch {{minutes}} phút so với thành phố.',
    safe: works,
    todo: 'Chỉnh đồng hồ máy tính rồi thử lại.',
  },
} satisfies FailureWords;

/** Details put into the sentences of failures. */
export const failureDetails = {
  wait: 'Chờ {{count}} giây rồi nhập lại.',
  noWait: 'Nhập lại; xem phím Caps Lock và bộ gõ tiếng Việt.',
  role: { clerk: 'cán bộ một cửa', supervisor: 'phụ trách', leader: 'lãnh đạo', other: 'người có quyền' },
  inspection: { timeout: 'quá thời gian cho phép', memory: 'cần quá nhiều bộ nhớ', crash: 'tệp làm dừng bộ kiểm tra' },
  card: {
    EMPTY: 'chuỗi quét trống',
    CHARACTERS: 'có ký tự lạ',
    FIELD_COUNT: 'thiếu thông tin, không phải mã QR của thẻ căn cước',
    ID_NUMBER: 'số định danh không đủ 12 chữ số',
    FULL_NAME: 'họ tên không đúng dạng',
    BIRTH_DATE: 'ngày sinh không có thật',
    SEX: 'giới tính không đúng dạng',
    ISSUE_DATE: 'ngày cấp không có thật',
  },
  enrolment: { 'code-unknown': 'không có mã này', 'code-used': 'mã đã dùng', 'code-expired': 'mã đã hết hạn' },
  notOurCity: {
    'captive-portal': 'mạng đang đòi đăng nhập',
    'wrong-server': 'máy chủ khác',
    'damaged-reply': 'câu trả lời bị hỏng trên đường',
    'wrong-content': 'nội dung không đúng',
  },
};
