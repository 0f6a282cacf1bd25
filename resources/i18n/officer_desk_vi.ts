<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en_US">
  <context>
    <name>Account</name>
    <message>
      <source>Activated</source>
      <translation>Kích hoạt</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Hủy tài khoản</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Thay đổi thông tin</translation>
    </message>
    <message>
      <source>Issued</source>
      <translation>Cấp tài khoản</translation>
    </message>
    <message>
      <source>Put back as it was</source>
      <translation>Trả lại như trước</translation>
    </message>
    <message>
      <source>Restored</source>
      <translation>Khôi phục</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>Tạm ngừng</translation>
    </message>
    <message>
      <source>active</source>
      <translation>đang hoạt động</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>đã hủy</translation>
    </message>
    <message>
      <source>suspended</source>
      <translation>tạm ngừng</translation>
    </message>
    <message>
      <source>waits for activation</source>
      <translation>chờ kích hoạt</translation>
    </message>
  </context>
  <context>
    <name>AccountPanel</name>
    <message>
      <source>Account {login}: {state}.</source>
      <translation>Tài khoản {login}: {state}.</translation>
    </message>
    <message>
      <source>Issued {time}, file {number}</source>
      <translation>Cấp {time}, hồ sơ {number}</translation>
    </message>
    <message>
      <source>Open file {number}</source>
      <translation>Mở hồ sơ {number}</translation>
    </message>
    <message>
      <source>This code has no account yet.</source>
      <translation>Mã số này chưa có tài khoản.</translation>
    </message>
    <message>
      <source>What made it so</source>
      <translation>Các lần thay đổi</translation>
    </message>
    <message>
      <source>by itself</source>
      <translation>tự động</translation>
    </message>
    <message>
      <source>{issued}; activated {time}.</source>
      <translation>{issued}; kích hoạt {time}.</translation>
    </message>
    <message>
      <source>{role}, since {day}</source>
      <translation>{role}, từ {day}</translation>
    </message>
  </context>
  <context>
    <name>Act</name>
    <message>
      <source>Absent</source>
      <translation>Vắng mặt</translation>
    </message>
    <message>
      <source>Account activated</source>
      <translation>Kích hoạt tài khoản</translation>
    </message>
    <message>
      <source>Added a picture</source>
      <translation>Thêm ảnh</translation>
    </message>
    <message>
      <source>Added an officer</source>
      <translation>Thêm cán bộ</translation>
    </message>
    <message>
      <source>Answered the question</source>
      <translation>Trả lời câu hỏi</translation>
    </message>
    <message>
      <source>Asked for a supplement</source>
      <translation>Yêu cầu bổ sung</translation>
    </message>
    <message>
      <source>Asked the supervisor</source>
      <translation>Hỏi người phụ trách</translation>
    </message>
    <message>
      <source>Assigned</source>
      <translation>Phân công</translation>
    </message>
    <message>
      <source>Back to the queue</source>
      <translation>Trả về hàng chờ</translation>
    </message>
    <message>
      <source>Brought back</source>
      <translation>Khôi phục</translation>
    </message>
    <message>
      <source>Changed a text</source>
      <translation>Sửa mẫu văn bản</translation>
    </message>
    <message>
      <source>Changed an officer</source>
      <translation>Sửa thông tin cán bộ</translation>
    </message>
    <message>
      <source>Changed the office</source>
      <translation>Sửa thông tin cơ quan</translation>
    </message>
    <message>
      <source>Changed the password</source>
      <translation>Đổi mật khẩu</translation>
    </message>
    <message>
      <source>Changed the settings</source>
      <translation>Sửa cài đặt</translation>
    </message>
    <message>
      <source>Could not sign in</source>
      <translation>Đăng nhập không được</translation>
    </message>
    <message>
      <source>Could not uncover the screen</source>
      <translation>Mở màn hình không được</translation>
    </message>
    <message>
      <source>Covered the screen</source>
      <translation>Che màn hình</translation>
    </message>
    <message>
      <source>Data destroyed</source>
      <translation>Hủy dữ liệu</translation>
    </message>
    <message>
      <source>Deactivated an officer</source>
      <translation>Ngừng tài khoản cán bộ</translation>
    </message>
    <message>
      <source>Enrolled the phone</source>
      <translation>Gắn điện thoại</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Hết hạn</translation>
    </message>
    <message>
      <source>Exported the list</source>
      <translation>Xuất danh sách</translation>
    </message>
    <message>
      <source>Exported the trace</source>
      <translation>Xuất nhật ký</translation>
    </message>
    <message>
      <source>Filed a signed form from the tray</source>
      <translation>Gắn tờ khai đã ký từ khay chờ</translation>
    </message>
    <message>
      <source>Filed the signed form</source>
      <translation>Gắn tờ khai đã ký</translation>
    </message>
    <message>
      <source>Had a message sent again</source>
      <translation>Cho gửi lại tin nhắn</translation>
    </message>
    <message>
      <source>Imported</source>
      <translation>Nhập hồ sơ</translation>
    </message>
    <message>
      <source>Loaded the offices</source>
      <translation>Nạp danh mục cơ quan</translation>
    </message>
    <message>
      <source>Loaded the registry</source>
      <translation>Nạp dữ liệu HGĐ</translation>
    </message>
    <message>
      <source>Locked an officer</source>
      <translation>Khóa cán bộ</translation>
    </message>
    <message>
      <source>Looked at again</source>
      <translation>Xem lại</translation>
    </message>
    <message>
      <source>Looked at the trace</source>
      <translation>Xem nhật ký</translation>
    </message>
    <message>
      <source>Made a backup</source>
      <translation>Sao lưu</translation>
    </message>
    <message>
      <source>Message could not be sent</source>
      <translation>Tin nhắn gửi không thành công</translation>
    </message>
    <message>
      <source>Message sent</source>
      <translation>Đã gửi tin nhắn</translation>
    </message>
    <message>
      <source>Opened</source>
      <translation>Mở xem</translation>
    </message>
    <message>
      <source>Paused sending</source>
      <translation>Tạm dừng gửi tin nhắn</translation>
    </message>
    <message>
      <source>Present again</source>
      <translation>Có mặt trở lại</translation>
    </message>
    <message>
      <source>Printed or saved the day&apos;s list</source>
      <translation>In hoặc lưu danh sách tiếp nhận trong ngày</translation>
    </message>
    <message>
      <source>Printed the form</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>Printed the guidance page</source>
      <translation>In trang hướng dẫn</translation>
    </message>
    <message>
      <source>Put a signed form back into the tray</source>
      <translation>Trả tờ khai đã ký về khay chờ</translation>
    </message>
    <message>
      <source>Reactivated an officer</source>
      <translation>Dùng lại tài khoản cán bộ</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>Tiếp nhận</translation>
    </message>
    <message>
      <source>Recorded as not valid</source>
      <translation>Ghi nhận không hợp lệ</translation>
    </message>
    <message>
      <source>Recorded as valid</source>
      <translation>Ghi nhận hợp lệ</translation>
    </message>
    <message>
      <source>Reminded the citizen</source>
      <translation>Nhắc công dân</translation>
    </message>
    <message>
      <source>Reopened</source>
      <translation>Mở lại hồ sơ</translation>
    </message>
    <message>
      <source>Reset a password</source>
      <translation>Đặt lại mật khẩu</translation>
    </message>
    <message>
      <source>Reset a phone</source>
      <translation>Đặt lại mã xác thực</translation>
    </message>
    <message>
      <source>Reset an officer</source>
      <translation>Đặt lại cán bộ</translation>
    </message>
    <message>
      <source>Restored a backup</source>
      <translation>Phục hồi bản sao lưu</translation>
    </message>
    <message>
      <source>Restored a text</source>
      <translation>Khôi phục mẫu văn bản</translation>
    </message>
    <message>
      <source>Resumed sending</source>
      <translation>Tiếp tục gửi tin nhắn</translation>
    </message>
    <message>
      <source>Settled a disagreement</source>
      <translation>Xử lý bất đồng</translation>
    </message>
    <message>
      <source>Signed in</source>
      <translation>Đăng nhập</translation>
    </message>
    <message>
      <source>Signed out</source>
      <translation>Đăng xuất</translation>
    </message>
    <message>
      <source>Threw a scanned page out</source>
      <translation>Bỏ trang quét</translation>
    </message>
    <message>
      <source>Told the citizen otherwise</source>
      <translation>Đã báo công dân bằng cách khác</translation>
    </message>
    <message>
      <source>Took a report along</source>
      <translation>Xuất báo cáo</translation>
    </message>
    <message>
      <source>Took the decision back</source>
      <translation>Hoàn tác</translation>
    </message>
    <message>
      <source>Took the file over</source>
      <translation>Tiếp quản hồ sơ</translation>
    </message>
    <message>
      <source>Tried a way of sending</source>
      <translation>Thử đường gửi tin</translation>
    </message>
    <message>
      <source>Uncovered the screen</source>
      <translation>Mở màn hình</translation>
    </message>
    <message>
      <source>Unlocked an officer</source>
      <translation>Mở khóa cán bộ</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Rút hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>ActionBar</name>
    <message>
      <source>Back to list</source>
      <translation>Thoát</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Thoát</translation>
    </message>
    <message>
      <source>Next file</source>
      <translation>Hồ sơ tiếp theo</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>Ghi nhận</translation>
    </message>
    <message>
      <source>Record the second look</source>
      <translation>Ghi nhận xem lại</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>Ở lại</translation>
    </message>
    <message>
      <source>The reason being typed is kept as a draft.</source>
      <translation>Lý do đang gõ được giữ làm bản nháp.</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>Space</source>
      <translation>Dấu cách</translation>
    </message>
  </context>
  <context>
    <name>AddressField</name>
    <message>
      <source>A mobile number has 10 digits and begins with 03, 05, 07, 08 or 09.</source>
      <translation>Số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.</translation>
    </message>
    <message>
      <source>As in the declaration: {address}.</source>
      <translation>Đúng như tờ khai: {address}.</translation>
    </message>
    <message>
      <source>Not as declared ({address}). Check well: it carries a password.</source>
      <translation>Khác tờ khai ({address}). Kiểm tra kỹ: tin có mật khẩu.</translation>
    </message>
    <message>
      <source>Send again</source>
      <translation>Gửi lại</translation>
    </message>
    <message>
      <source>Sent to</source>
      <translation>Gửi đến</translation>
    </message>
    <message>
      <source>The declaration has {address}; it stays as it is.</source>
      <translation>Tờ khai ghi {address}; tờ khai giữ nguyên.</translation>
    </message>
    <message>
      <source>This cannot be an e-mail address. It looks like ten@example.vn.</source>
      <translation>Địa chỉ email chưa đúng. Viết như ten@example.vn.</translation>
    </message>
    <message>
      <source>Use the address of the declaration</source>
      <translation>Dùng nơi nhận ghi trên tờ khai</translation>
    </message>
  </context>
  <context>
    <name>App</name>
    <message>
      <source>An unexpected fault: {kind}.</source>
      <translation>Lỗi không lường trước: {kind}.</translation>
    </message>
    <message>
      <source>Load the offices and add the first officer on the command line: {command}</source>
      <translation>Nạp danh sách cơ quan và thêm cán bộ đầu tiên bằng dòng lệnh: {command}</translation>
    </message>
    <message>
      <source>Making the sample office…</source>
      <translation>Đang lập cơ quan mẫu…</translation>
    </message>
    <message>
      <source>Opening the data…</source>
      <translation>Đang mở dữ liệu…</translation>
    </message>
    <message>
      <source>Signed out.</source>
      <translation>Đã đăng xuất.</translation>
    </message>
    <message>
      <source>The data cannot be opened.</source>
      <translation>Không mở được dữ liệu.</translation>
    </message>
    <message>
      <source>There is no officer yet.</source>
      <translation>Chưa có cán bộ nào.</translation>
    </message>
  </context>
  <context>
    <name>AssessmentPanel</name>
    <message>
      <source>A supplement was already asked for.</source>
      <translation>Đã yêu cầu bổ sung rồi.</translation>
    </message>
    <message>
      <source>Ask the supervisor</source>
      <translation>Hỏi người phụ trách</translation>
    </message>
    <message>
      <source>Assessment of the file</source>
      <translation>Đánh giá hồ sơ</translation>
    </message>
    <message>
      <source>F8 will ask «Has the citizen come?», then receive at once</source>
      <translation>F8 sẽ hỏi «Công dân đã đến?» rồi tiếp nhận luôn</translation>
    </message>
    <message>
      <source>Hold the file</source>
      <translation>Giữ hồ sơ lại</translation>
    </message>
    <message>
      <source>Not sure?</source>
      <translation>Không chắc chắn?</translation>
    </message>
    <message>
      <source>Papers are still missing: add the pictures first.</source>
      <translation>Còn chờ bổ sung: thêm đủ ảnh trước đã.</translation>
    </message>
    <message>
      <source>The file is decided.</source>
      <translation>Hồ sơ đã có kết quả.</translation>
    </message>
    <message>
      <source>Your role does not assess files.</source>
      <translation>Vai trò của anh/chị không đánh giá hồ sơ.</translation>
    </message>
    <message>
      <source>{state}, {time}</source>
      <translation>{state}, {time}</translation>
    </message>
  </context>
  <context>
    <name>Assigning</name>
    <message>
      <source>Assign</source>
      <translation>Phân công</translation>
    </message>
    <message>
      <source>Assign 1 file</source>
      <translation>Phân công 1 hồ sơ</translation>
    </message>
    <message>
      <source>Assign {count} files</source>
      <translation>Phân công {count} hồ sơ</translation>
    </message>
    <message>
      <source>Back to the queue</source>
      <translation>Trả về hàng chờ</translation>
    </message>
    <message>
      <source>Being assigned…</source>
      <translation>Đang phân công…</translation>
    </message>
    <message>
      <source>Choose an officer first.</source>
      <translation>Chọn cán bộ trước.</translation>
    </message>
    <message>
      <source>Counter</source>
      <translation>Quầy</translation>
    </message>
    <message>
      <source>Decided meanwhile, left alone: {numbers}.</source>
      <translation>Vừa được quyết định nên để nguyên: {numbers}.</translation>
    </message>
    <message>
      <source>Do not</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>Find the officer</source>
      <translation>Tìm cán bộ</translation>
    </message>
    <message>
      <source>In hand</source>
      <translation>Đang giữ</translation>
    </message>
    <message>
      <source>Mark as absent</source>
      <translation>Báo vắng</translation>
    </message>
    <message>
      <source>Note that the officer sees</source>
      <translation>Ghi chú cho cán bộ</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Officers</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Present again</source>
      <translation>Báo có mặt</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Hôm nay</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>vắng</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>và {count} hồ sơ khác</translation>
    </message>
    <message>
      <source>{count} files are back in the queue.</source>
      <translation>Đã trả {count} hồ sơ về hàng chờ.</translation>
    </message>
    <message>
      <source>{count} files assigned to {name}.</source>
      <translation>Đã giao {count} hồ sơ cho {name}.</translation>
    </message>
    <message>
      <source>{name} is absent.</source>
      <translation>{name} đang vắng.</translation>
    </message>
  </context>
  <context>
    <name>AssigningRules</name>
    <message>
      <source>Assigning</source>
      <translation>Phân công</translation>
    </message>
    <message>
      <source>Named officers in turn</source>
      <translation>Lần lượt những người nêu tên</translation>
    </message>
    <message>
      <source>Nobody: the common queue</source>
      <translation>Không ai: hàng chờ chung</translation>
    </message>
    <message>
      <source>Reception officers in turn</source>
      <translation>Lần lượt các cán bộ tiếp nhận</translation>
    </message>
    <message>
      <source>User names</source>
      <translation>Tên đăng nhập</translation>
    </message>
    <message>
      <source>User names, separated by commas</source>
      <translation>Tên đăng nhập, cách nhau bằng dấu phẩy</translation>
    </message>
    <message>
      <source>User names: {names}</source>
      <translation>Tên đăng nhập: {names}</translation>
    </message>
    <message>
      <source>Who gets files as they come in. Whoever is absent is passed over.</source>
      <translation>Ai nhận hồ sơ mới khi vừa nhập. Người đang vắng thì bỏ qua.</translation>
    </message>
  </context>
  <context>
    <name>Backup</name>
    <message>
      <source>A backup of Officer Desk, encrypted with a passphrase.
With the program:  officer-desk restore FILE
Without it, with the tools age, tar and sha256sum:
  age -d -i key.age data.age &gt; backup.tar
  tar -xf backup.tar
  sha256sum -c SHA256SUMS
</source>
      <translation>Bản sao lưu của Officer Desk, đã mã hóa bằng cụm mật khẩu.
Mở bằng chương trình:  officer-desk restore TỆP
Không có chương trình thì dùng age, tar và sha256sum:
  age -d -i key.age data.age &gt; backup.tar
  tar -xf backup.tar
  sha256sum -c SHA256SUMS
</translation>
    </message>
  </context>
  <context>
    <name>BatchPrint</name>
    <message>
      <source>Copies of each form</source>
      <translation>Số bản mỗi tờ khai</translation>
    </message>
    <message>
      <source>Do not</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>Each form is counted and recorded when it went out.</source>
      <translation>Mỗi tờ khai được đếm và ghi nhật ký khi đã gửi in hoặc lưu.</translation>
    </message>
    <message>
      <source>Left out: {count}.</source>
      <translation>Bỏ qua {count} hồ sơ.</translation>
    </message>
    <message>
      <source>No form could be printed.</source>
      <translation>Không in được tờ khai nào.</translation>
    </message>
    <message>
      <source>Nothing was printed or counted.</source>
      <translation>Chưa in và chưa tính lần in nào.</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Print 1 form</source>
      <translation>In 1 tờ khai</translation>
    </message>
    <message>
      <source>Print the forms</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>Print {count} forms as one job</source>
      <translation>In {count} tờ khai trong một lần</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Máy in</translation>
    </message>
    <message>
      <source>Printing was stopped.</source>
      <translation>Đã dừng in.</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>The forms are being put together.</source>
      <translation>Đang ghép tờ khai.</translation>
    </message>
    <message>
      <source>There is no printer. The PDF can be saved.</source>
      <translation>Chưa có máy in. Vẫn lưu PDF được.</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Mẫu</translation>
    </message>
    <message>
      <source>With the control slip of the office</source>
      <translation>Kèm phiếu kiểm soát của cơ quan</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>và {count} hồ sơ khác</translation>
    </message>
    <message>
      <source>forms</source>
      <translation>to-khai</translation>
    </message>
    <message>
      <source>{count} forms</source>
      <translation>{count} tờ khai</translation>
    </message>
    <message>
      <source>{count} forms saved in {file}.</source>
      <translation>Đã lưu {count} tờ khai vào {file}.</translation>
    </message>
    <message>
      <source>{count} forms sent to {printer}.</source>
      <translation>Đã gửi {count} tờ khai đến {printer}.</translation>
    </message>
    <message>
      <source>{done} of {total} forms</source>
      <translation>{done} trong {total} tờ khai</translation>
    </message>
  </context>
  <context>
    <name>BesidePanel</name>
    <message>
      <source>Back to the comparison</source>
      <translation>Quay lại đối chiếu</translation>
    </message>
    <message>
      <source>Contact address</source>
      <translation>Địa chỉ liên hệ</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>Thư điện tử</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>Guardian</source>
      <translation>Người giám hộ</translation>
    </message>
    <message>
      <source>Mobile phone</source>
      <translation>Điện thoại di động</translation>
    </message>
    <message>
      <source>Open this file</source>
      <translation>Mở hồ sơ này</translation>
    </message>
    <message>
      <source>Social insurance code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Submitted</source>
      <translation>Nộp lúc</translation>
    </message>
    <message>
      <source>The other file</source>
      <translation>Hồ sơ khác</translation>
    </message>
    <message>
      <source>This file</source>
      <translation>Hồ sơ này</translation>
    </message>
    <message>
      <source>the same</source>
      <translation>giống nhau</translation>
    </message>
  </context>
  <context>
    <name>CameQuestion</name>
    <message>
      <source>A registration needs the person at the counter. «Has come» receives the file too.</source>
      <translation>Đăng ký mới chỉ duyệt khi người đăng ký có mặt. «Đã đến» thì tiếp nhận luôn khi ghi nhận.</translation>
    </message>
    <message>
      <source>Has come</source>
      <translation>Đã đến</translation>
    </message>
    <message>
      <source>Has not come</source>
      <translation>Chưa đến</translation>
    </message>
    <message>
      <source>Has the citizen come?</source>
      <translation>Công dân đã đến?</translation>
    </message>
  </context>
  <context>
    <name>ChangeConfirmation</name>
    <message>
      <source>Asked at {time}.</source>
      <translation>Hỏi lúc {time}.</translation>
    </message>
    <message>
      <source>Confirm</source>
      <translation>Xác nhận</translation>
    </message>
    <message>
      <source>Go back</source>
      <translation>Quay lại</translation>
    </message>
    <message>
      <source>HGĐ is asked again on confirming.</source>
      <translation>Khi xác nhận sẽ hỏi lại HGĐ.</translation>
    </message>
    <message>
      <source>HGĐ writes «{name}»: it is asked again on confirming.</source>
      <translation>HGĐ ghi «{name}»: khi xác nhận sẽ hỏi lại.</translation>
    </message>
    <message>
      <source>HGĐ writes «{name}»: taken for the same person.</source>
      <translation>HGĐ ghi «{name}»: đã xác nhận là cùng một người.</translation>
    </message>
    <message>
      <source>HGĐ: code and name match.</source>
      <translation>HGĐ: khớp mã số và họ tên.</translation>
    </message>
    <message>
      <source>Registered information to be changed</source>
      <translation>Thông tin đăng ký thay đổi</translation>
    </message>
    <message>
      <source>The account is as it was when the file was opened.</source>
      <translation>Dữ liệu tài khoản không đổi từ lúc mở hồ sơ.</translation>
    </message>
    <message>
      <source>Told to {addresses} and {last}</source>
      <translation>Báo tới {addresses} và {last}</translation>
    </message>
    <message>
      <source>Told to {address}</source>
      <translation>Báo tới {address}</translation>
    </message>
    <message>
      <source>What is changed</source>
      <translation>Nội dung thay đổi</translation>
    </message>
    <message>
      <source>{name} · code {code}. Update these {count} fields of the account?</source>
      <translation>{name} · mã số {code}. Đồng ý cập nhật {count} mục sau vào tài khoản?</translation>
    </message>
  </context>
  <context>
    <name>ChangeTable</name>
    <message>
      <source>Asked to become</source>
      <translation>Đề nghị đổi thành</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Trước khi đổi</translation>
    </message>
    <message>
      <source>Changed to</source>
      <translation>Đã đổi thành</translation>
    </message>
    <message>
      <source>Contact address</source>
      <translation>Địa chỉ liên hệ</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>Thư điện tử</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>ID number</source>
      <translation>Số giấy tờ</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>Đang dùng</translation>
    </message>
    <message>
      <source>Kind of ID paper</source>
      <translation>Loại giấy tờ</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Điện thoại</translation>
    </message>
    <message>
      <source>Recording closes the file; the account stays as it is.</source>
      <translation>Ghi nhận sẽ kết thúc hồ sơ, tài khoản giữ nguyên.</translation>
    </message>
    <message>
      <source>The account has everything that is asked for already.</source>
      <translation>Tài khoản đã có đúng các thông tin đề nghị; không có gì thay đổi.</translation>
    </message>
    <message>
      <source>This file changed nothing: the account had everything already.</source>
      <translation>Hồ sơ này không thay đổi gì: tài khoản đã có đúng các thông tin đề nghị.</translation>
    </message>
    <message>
      <source>This file made it so. Refusing it puts the account back as it was before.</source>
      <translation>Chính hồ sơ này đã đổi. Từ chối hồ sơ sẽ trả tài khoản lại như trước.</translation>
    </message>
    <message>
      <source>Will become</source>
      <translation>Sẽ thành</translation>
    </message>
    <message>
      <source>new picture (at the left)</source>
      <translation>ảnh mới (xem bên trái)</translation>
    </message>
    <message>
      <source>no picture yet</source>
      <translation>chưa có ảnh</translation>
    </message>
    <message>
      <source>old picture</source>
      <translation>ảnh cũ</translation>
    </message>
    <message>
      <source>the picture is still missing</source>
      <translation>còn thiếu ảnh</translation>
    </message>
  </context>
  <context>
    <name>Channel</name>
    <message>
      <source>At the counter</source>
      <translation>Tại quầy</translation>
    </message>
    <message>
      <source>Mobile desk</source>
      <translation>Bàn lưu động</translation>
    </message>
    <message>
      <source>Public-service portal</source>
      <translation>Cổng dịch vụ công</translation>
    </message>
    <message>
      <source>VssID</source>
      <translation>VssID</translation>
    </message>
  </context>
  <context>
    <name>CheckNotes</name>
    <message>
      <source>.</source>
      <translation>,</translation>
    </message>
    <message>
      <source>A corner is cut off</source>
      <translation>Mất góc</translation>
    </message>
    <message>
      <source>Blurred</source>
      <translation>Mờ</translation>
    </message>
    <message>
      <source>Glare</source>
      <translation>Lóa</translation>
    </message>
    <message>
      <source>MRZ not clear</source>
      <translation>MRZ chưa rõ</translation>
    </message>
    <message>
      <source>MRZ read</source>
      <translation>MRZ đã đọc</translation>
    </message>
    <message>
      <source>MRZ read, check digits right</source>
      <translation>MRZ đã đọc, số kiểm tra đúng</translation>
    </message>
    <message>
      <source>MRZ: {right}/{count} check digits right</source>
      <translation>MRZ: {right}/{count} số kiểm tra đúng</translation>
    </message>
    <message>
      <source>Number and name of the card are another person&apos;s: look whose card it is.</source>
      <translation>Số và tên trên thẻ là của người khác: xem thẻ của ai.</translation>
    </message>
    <message>
      <source>Number {number}</source>
      <translation>Số {number}</translation>
    </message>
    <message>
      <source>Only a reminder, no reason to refuse.</source>
      <translation>Chỉ để nhắc, không dùng để từ chối.</translation>
    </message>
    <message>
      <source>QR not readable</source>
      <translation>QR không đọc được</translation>
    </message>
    <message>
      <source>QR read</source>
      <translation>QR đã đọc</translation>
    </message>
    <message>
      <source>QR too small</source>
      <translation>QR quá nhỏ</translation>
    </message>
    <message>
      <source>Same ID number as file</source>
      <translation>Cùng số giấy tờ với hồ sơ</translation>
    </message>
    <message>
      <source>Same e-mail as file</source>
      <translation>Cùng email với hồ sơ</translation>
    </message>
    <message>
      <source>Same phone as file</source>
      <translation>Cùng điện thoại với hồ sơ</translation>
    </message>
    <message>
      <source>Same picture of a paper as file</source>
      <translation>Cùng ảnh giấy tờ với hồ sơ</translation>
    </message>
    <message>
      <source>Same portrait as file</source>
      <translation>Cùng ảnh chân dung với hồ sơ</translation>
    </message>
    <message>
      <source>Sharp, four corners seen</source>
      <translation>Rõ nét, đủ bốn góc</translation>
    </message>
    <message>
      <source>The card was valid until {day}.</source>
      <translation>Thẻ có giá trị đến {day}, nay đã hết hạn.</translation>
    </message>
    <message>
      <source>The code on the health insurance card is another one than declared.</source>
      <translation>Mã số trên thẻ BHYT khác mã số đã khai.</translation>
    </message>
    <message>
      <source>The pictures show the QR codes of two different cards.</source>
      <translation>Hai ảnh có QR của hai thẻ khác nhau.</translation>
    </message>
    <message>
      <source>Tilted {degrees}°</source>
      <translation>Nghiêng {degrees}°</translation>
    </message>
    <message>
      <source>Too dark</source>
      <translation>Quá tối</translation>
    </message>
    <message>
      <source>Turned by {degrees}°</source>
      <translation>Xoay {degrees}°</translation>
    </message>
    <message>
      <source>being read</source>
      <translation>đang đọc</translation>
    </message>
    <message>
      <source>born {year}</source>
      <translation>sinh {year}</translation>
    </message>
    <message>
      <source>{number}: its first three digits belong to no province. {only}</source>
      <translation>{number}: ba số đầu không phải mã tỉnh nào. {only}</translation>
    </message>
    <message>
      <source>{number}: {told} – but another sex is written elsewhere. {only}</source>
      <translation>{number}: {told} – nơi khác ghi giới tính khác. {only}</translation>
    </message>
    <message>
      <source>{number}: {told} – but another year of birth elsewhere. {only}</source>
      <translation>{number}: {told} – nơi khác ghi năm sinh khác. {only}</translation>
    </message>
    <message>
      <source>{number}: {told} – fits the other sources. {only}</source>
      <translation>{number}: {told} – hợp với các nguồn khác. {only}</translation>
    </message>
    <message>
      <source>{old} is the old number that the card tells; its own is {number}.</source>
      <translation>{old} là số cũ ghi trên thẻ; số của thẻ là {number}.</translation>
    </message>
    <message>
      <source>{picture}: {hint}</source>
      <translation>{picture}: {hint}</translation>
    </message>
    <message>
      <source>{pixels} pixels per QR module</source>
      <translation>{pixels} điểm ảnh mỗi ô QR</translation>
    </message>
  </context>
  <context>
    <name>CheckPanel</name>
    <message>
      <source>Comparison</source>
      <translation>Đối chiếu</translation>
    </message>
    <message>
      <source>Open beside this file</source>
      <translation>Mở bên cạnh hồ sơ này</translation>
    </message>
    <message>
      <source>Pictures, phone, e-mail, ID number: in no file of another code.</source>
      <translation>Ảnh, điện thoại, email, số giấy tờ: không trùng hồ sơ của mã số khác.</translation>
    </message>
    <message>
      <source>The comparison is being made…</source>
      <translation>Đang đối chiếu…</translation>
    </message>
  </context>
  <context>
    <name>CheckSummary</name>
    <message>
      <source>Also: {fields}.</source>
      <translation>Xem cả: {fields}.</translation>
    </message>
    <message>
      <source>Compared: {score}</source>
      <translation>Đối chiếu {score}</translation>
    </message>
    <message>
      <source>Not clear: {fields}.</source>
      <translation>Chưa rõ: {fields}.</translation>
    </message>
    <message>
      <source>Number and name differ: look whether it is another person&apos;s card.</source>
      <translation>Số và tên đều khác: xem có phải thẻ của người khác không.</translation>
    </message>
    <message>
      <source>The card&apos;s QR cannot be read: compare by eye.</source>
      <translation>QR trên thẻ không đọc được, đối chiếu bằng mắt.</translation>
    </message>
    <message>
      <source>The comparison suggests: {advice}</source>
      <translation>Gợi ý từ đối chiếu: {advice}</translation>
    </message>
    <message>
      <source>The pictures are being read.</source>
      <translation>Đang đọc ảnh.</translation>
    </message>
    <message>
      <source>There is no picture of a card.</source>
      <translation>Không có ảnh thẻ.</translation>
    </message>
    <message>
      <source>There is nothing to compare yet.</source>
      <translation>Chưa có gì để đối chiếu.</translation>
    </message>
    <message>
      <source>What is known already stands below.</source>
      <translation>Phần đã biết ở bên dưới.</translation>
    </message>
    <message>
      <source>compare {field} with the original, or ask for a supplement</source>
      <translation>xem {field} trên giấy tờ gốc, hoặc yêu cầu bổ sung</translation>
    </message>
    <message>
      <source>correct {field} by the original, or ask for a supplement</source>
      <translation>sửa {field} theo giấy tờ gốc, hoặc yêu cầu bổ sung</translation>
    </message>
    <message>
      <source>look whose card it is; not valid if it is another person&apos;s</source>
      <translation>xem thẻ của ai; thẻ người khác thì không hợp lệ</translation>
    </message>
    <message>
      <source>{one} has another digit than {other} ({mine} for {theirs}).</source>
      <translation>{one} khác {other} một chữ số ({mine} thay cho {theirs}).</translation>
    </message>
    <message>
      <source>{one} has day and month the other way round than {other} ({mine}, {theirs}).</source>
      <translation>{one} đổi chỗ ngày và tháng so với {other} ({mine}, {theirs}).</translation>
    </message>
    <message>
      <source>{one} has two digits the other way round than {other} ({mine} for {theirs}).</source>
      <translation>{one} đổi chỗ hai chữ số so với {other} ({mine} thay cho {theirs}).</translation>
    </message>
    <message>
      <source>{one} says {value}, {other} says {other_value}.</source>
      <translation>{one} ghi {value}, {other} ghi {other_value}.</translation>
    </message>
    <message>
      <source>{one} writes «{mine}», {other} «{theirs}».</source>
      <translation>{one} ghi «{mine}», {other} ghi «{theirs}».</translation>
    </message>
    <message>
      <source>{score} match.</source>
      <translation>{score} khớp.</translation>
    </message>
    <message>
      <source>{score} match. Look at {field}:</source>
      <translation>{score} khớp. Xem {field}:</translation>
    </message>
    <message>
      <source>{sources} are the same.</source>
      <translation>{sources} giống nhau.</translation>
    </message>
    <message>
      <source>{sources} match {other}.</source>
      <translation>{sources} khớp {other}.</translation>
    </message>
    <message>
      <source>{sources} say the same.</source>
      <translation>{sources} giống nhau.</translation>
    </message>
  </context>
  <context>
    <name>CheckTable</name>
    <message>
      <source>Comparison of declaration, card, MRZ and HGĐ</source>
      <translation>Đối chiếu tờ khai, thẻ, MRZ và HGĐ</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>Mục</translation>
    </message>
    <message>
      <source>Sources</source>
      <translation>Nguồn</translation>
    </message>
  </context>
  <context>
    <name>CheckWords</name>
    <message>
      <source>A letter is doubtful</source>
      <translation>Một chữ chưa chắc</translation>
    </message>
    <message>
      <source>A unit is missing</source>
      <translation>Thiếu cấp hành chính</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Địa chỉ</translation>
    </message>
    <message>
      <source>Card&apos;s QR</source>
      <translation>QR thẻ</translation>
    </message>
    <message>
      <source>Could not be asked</source>
      <translation>Chưa hỏi được</translation>
    </message>
    <message>
      <source>Date of birth</source>
      <translation>Ngày sinh</translation>
    </message>
    <message>
      <source>Date of issue</source>
      <translation>Ngày cấp</translation>
    </message>
    <message>
      <source>Declaration</source>
      <translation>Tờ khai</translation>
    </message>
    <message>
      <source>Differs</source>
      <translation>Khác</translation>
    </message>
    <message>
      <source>Earlier account</source>
      <translation>Tài khoản trước</translation>
    </message>
    <message>
      <source>Fits the day of issue</source>
      <translation>Hợp ngày cấp</translation>
    </message>
    <message>
      <source>Fits the last day</source>
      <translation>Hợp hạn thẻ</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>HGĐ</source>
      <translation>HGĐ</translation>
    </message>
    <message>
      <source>HGĐ has none</source>
      <translation>HGĐ không có</translation>
    </message>
    <message>
      <source>Has no QR</source>
      <translation>Không có QR</translation>
    </message>
    <message>
      <source>MRZ</source>
      <translation>MRZ</translation>
    </message>
    <message>
      <source>Matches</source>
      <translation>Khớp</translation>
    </message>
    <message>
      <source>Matches HGĐ</source>
      <translation>Khớp HGĐ</translation>
    </message>
    <message>
      <source>Matches the MRZ</source>
      <translation>Khớp MRZ</translation>
    </message>
    <message>
      <source>Matches the QR</source>
      <translation>Khớp QR</translation>
    </message>
    <message>
      <source>Matches when normalised</source>
      <translation>Khớp sau chuẩn hóa</translation>
    </message>
    <message>
      <source>Matches, +84</source>
      <translation>Khớp, +84</translation>
    </message>
    <message>
      <source>Matches, capitals</source>
      <translation>Khớp, chữ hoa</translation>
    </message>
    <message>
      <source>Matches, no accents</source>
      <translation>Khớp, bỏ dấu</translation>
    </message>
    <message>
      <source>Matches, order of the date</source>
      <translation>Khớp, thứ tự ngày</translation>
    </message>
    <message>
      <source>Matches, other order</source>
      <translation>Khớp, khác thứ tự</translation>
    </message>
    <message>
      <source>Matches, short forms</source>
      <translation>Khớp, viết tắt</translation>
    </message>
    <message>
      <source>Matches, spaces</source>
      <translation>Khớp, dấu cách</translation>
    </message>
    <message>
      <source>Matches, tone mark</source>
      <translation>Khớp, đặt dấu</translation>
    </message>
    <message>
      <source>Matches, year only</source>
      <translation>Khớp năm</translation>
    </message>
    <message>
      <source>Nearly matches</source>
      <translation>Gần khớp</translation>
    </message>
    <message>
      <source>No picture</source>
      <translation>Không có ảnh</translation>
    </message>
    <message>
      <source>No street</source>
      <translation>Thiếu số nhà, đường</translation>
    </message>
    <message>
      <source>Not certain</source>
      <translation>Chưa chắc</translation>
    </message>
    <message>
      <source>Not clear</source>
      <translation>Chưa rõ</translation>
    </message>
    <message>
      <source>Not on the MRZ</source>
      <translation>Không có trên MRZ</translation>
    </message>
    <message>
      <source>Not readable</source>
      <translation>Không đọc được</translation>
    </message>
    <message>
      <source>Number of another kind</source>
      <translation>Loại số khác</translation>
    </message>
    <message>
      <source>Old number</source>
      <translation>Số cũ</translation>
    </message>
    <message>
      <source>Only month and year</source>
      <translation>Chỉ có tháng, năm</translation>
    </message>
    <message>
      <source>Only the year</source>
      <translation>Chỉ có năm</translation>
    </message>
    <message>
      <source>Scanned here</source>
      <translation>Quét tại quầy</translation>
    </message>
    <message>
      <source>Several units of that name</source>
      <translation>Nhiều nơi trùng tên</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>Giới tính</translation>
    </message>
    <message>
      <source>Shortened there</source>
      <translation>Bị cắt bớt</translation>
    </message>
    <message>
      <source>To be changed</source>
      <translation>Đang xin đổi</translation>
    </message>
    <message>
      <source>Units before or after 2025</source>
      <translation>Địa giới khác kỳ</translation>
    </message>
    <message>
      <source>Unknown unit</source>
      <translation>Không rõ địa danh</translation>
    </message>
    <message>
      <source>Valid until</source>
      <translation>Giá trị đến</translation>
    </message>
    <message>
      <source>being read</source>
      <translation>đang đọc</translation>
    </message>
    <message>
      <source>chip card</source>
      <translation>CCCD gắn chip</translation>
    </message>
    <message>
      <source>female</source>
      <translation>Nữ</translation>
    </message>
    <message>
      <source>health insurance card</source>
      <translation>Thẻ BHYT</translation>
    </message>
    <message>
      <source>identity card of 2024</source>
      <translation>Căn cước 2024</translation>
    </message>
    <message>
      <source>male</source>
      <translation>Nam</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>không thời hạn</translation>
    </message>
    <message>
      <source>none</source>
      <translation>không có</translation>
    </message>
    <message>
      <source>not declared</source>
      <translation>không khai</translation>
    </message>
    <message>
      <source>the MRZ</source>
      <translation>MRZ</translation>
    </message>
    <message>
      <source>the account</source>
      <translation>tài khoản</translation>
    </message>
    <message>
      <source>the card</source>
      <translation>thẻ</translation>
    </message>
    <message>
      <source>the declaration</source>
      <translation>tờ khai</translation>
    </message>
    <message>
      <source>the scanned card</source>
      <translation>thẻ quét tại quầy</translation>
    </message>
    <message>
      <source>{names} and {last}</source>
      <translation>{names} và {last}</translation>
    </message>
  </context>
  <context>
    <name>Checklist</name>
    <message>
      <source>Another account uses phone or e-mail</source>
      <translation>Tài khoản khác đang dùng điện thoại, email</translation>
    </message>
    <message>
      <source>Another file has the same phone, e-mail or ID number</source>
      <translation>Hồ sơ khác cùng điện thoại, email hoặc số giấy tờ</translation>
    </message>
    <message>
      <source>Before recording</source>
      <translation>Trước khi ghi nhận</translation>
    </message>
    <message>
      <source>Compared with the original papers</source>
      <translation>Đã đối chiếu giấy tờ gốc</translation>
    </message>
    <message>
      <source>HGĐ could not be asked yet, asked again on recording</source>
      <translation>Chưa hỏi được HGĐ, hỏi lại khi ghi nhận</translation>
    </message>
    <message>
      <source>HGĐ matches code and name</source>
      <translation>HGĐ khớp mã số và họ tên</translation>
    </message>
    <message>
      <source>HGĐ: another name, nothing can be issued</source>
      <translation>HGĐ: tên khác, chưa cấp được</translation>
    </message>
    <message>
      <source>HGĐ: the code is not there yet, asked again on recording</source>
      <translation>HGĐ chưa có mã số này, hỏi lại khi ghi nhận</translation>
    </message>
    <message>
      <source>HGĐ: the name nearly matches, to be confirmed on recording</source>
      <translation>HGĐ: tên gần khớp, cần xác nhận khi ghi nhận</translation>
    </message>
    <message>
      <source>No signed form yet</source>
      <translation>Chưa có tờ khai đã ký</translation>
    </message>
    <message>
      <source>No visit is needed</source>
      <translation>Không cần công dân đến quầy</translation>
    </message>
    <message>
      <source>Nobody else uses phone or e-mail</source>
      <translation>Không ai khác dùng điện thoại, email</translation>
    </message>
    <message>
      <source>Nobody uses code, phone or e-mail</source>
      <translation>Chưa ai dùng mã số, điện thoại, email</translation>
    </message>
    <message>
      <source>Not yet compared with the original papers</source>
      <translation>Chưa đối chiếu giấy tờ gốc</translation>
    </message>
    <message>
      <source>Phone of the guardian: allowed</source>
      <translation>Điện thoại của người giám hộ: được phép</translation>
    </message>
    <message>
      <source>Phone shared with the child in care: allowed</source>
      <translation>Điện thoại dùng chung với trẻ được giám hộ: được phép</translation>
    </message>
    <message>
      <source>The citizen has come</source>
      <translation>Công dân đã đến</translation>
    </message>
    <message>
      <source>The citizen has not come yet</source>
      <translation>Công dân chưa đến</translation>
    </message>
    <message>
      <source>The signed form is of older data</source>
      <translation>Tờ khai đã ký theo dữ liệu cũ</translation>
    </message>
    <message>
      <source>The signed form is there</source>
      <translation>Đã có tờ khai đã ký</translation>
    </message>
    <message>
      <source>This code has an account already</source>
      <translation>Mã số này đã có tài khoản</translation>
    </message>
    <message>
      <source>just confirmed</source>
      <translation>vừa xác nhận</translation>
    </message>
    <message>
      <source>outdated</source>
      <translation>đã cũ</translation>
    </message>
    <message>
      <source>received {time}</source>
      <translation>tiếp nhận {time}</translation>
    </message>
    <message>
      <source>{compared}/{wanted} pictures</source>
      <translation>{compared}/{wanted} ảnh</translation>
    </message>
  </context>
  <context>
    <name>Claim</name>
    <message>
      <source>Decide it there, or go on here.</source>
      <translation>Đánh giá ở cửa sổ đó, hoặc làm tiếp tại đây.</translation>
    </message>
    <message>
      <source>Go on here</source>
      <translation>Làm tiếp tại đây</translation>
    </message>
    <message>
      <source>In the hands of {name}.</source>
      <translation>{name} đang xử lý.</translation>
    </message>
    <message>
      <source>Leave it there</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>Tiếp quản</translation>
    </message>
    <message>
      <source>Take the file over from {name}?</source>
      <translation>Tiếp quản hồ sơ từ {name}?</translation>
    </message>
    <message>
      <source>The file is in your hands.</source>
      <translation>Hồ sơ đã chuyển sang bạn.</translation>
    </message>
    <message>
      <source>The file went over to {name}.</source>
      <translation>Hồ sơ đã chuyển sang {name}.</translation>
    </message>
    <message>
      <source>What was typed there is kept and shown to you. Nothing can be recorded there then.</source>
      <translation>Chữ đã gõ bên đó được giữ và hiện cho bạn. Bên đó không ghi nhận được nữa.</translation>
    </message>
    <message>
      <source>What you do counts from now on.</source>
      <translation>Từ giờ bạn đánh giá được.</translation>
    </message>
    <message>
      <source>What you typed is kept as a draft, and shown there too.</source>
      <translation>Chữ bạn đã gõ được giữ làm bản nháp và hiện cả ở bên đó.</translation>
    </message>
    <message>
      <source>You can look. As soon as it is free, you go on here by yourself.</source>
      <translation>Bạn chỉ xem được. Khi hồ sơ được trả lại, bạn xử lý tiếp ngay tại đây.</translation>
    </message>
    <message>
      <source>You have this file open in another window.</source>
      <translation>Bạn đang mở hồ sơ này ở cửa sổ khác.</translation>
    </message>
    <message>
      <source>{name} has the file in hand.</source>
      <translation>{name} đang xử lý.</translation>
    </message>
  </context>
  <context>
    <name>ColumnMenu</name>
    <message>
      <source>Back to the usual columns</source>
      <translation>Về mặc định</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Cột</translation>
    </message>
    <message>
      <source>Newest first</source>
      <translation>Mới nhất trước</translation>
    </message>
    <message>
      <source>Oldest first</source>
      <translation>Cũ nhất trước</translation>
    </message>
  </context>
  <context>
    <name>CommandLine</name>
    <message>
      <source>Add an officer and show the first password.</source>
      <translation>Thêm cán bộ và hiện mật khẩu đầu.</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>Địa chỉ liên hệ</translation>
    </message>
    <message>
      <source>Arguments</source>
      <translation>Đối số</translation>
    </message>
    <message>
      <source>Bring an office back from a backup; the present one is put aside, not deleted.</source>
      <translation>Khôi phục cơ quan từ bản sao lưu; dữ liệu hiện có được để sang bên, không xóa.</translation>
    </message>
    <message>
      <source>By what the figures are told apart.</source>
      <translation>Số liệu tách theo gì.</translation>
    </message>
    <message>
      <source>Code of the office.</source>
      <translation>Mã cơ quan.</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>Lệnh</translation>
    </message>
    <message>
      <source>Compare a file&apos;s data with its pictures and with HGĐ.</source>
      <translation>Đối chiếu dữ liệu của hồ sơ với ảnh giấy tờ và với HGĐ.</translation>
    </message>
    <message>
      <source>Condition</source>
      <translation>Tình trạng</translation>
    </message>
    <message>
      <source>Condition: how the ten days stand.</source>
      <translation>Tình trạng: thời hạn mười ngày.</translation>
    </message>
    <message>
      <source>Counting</source>
      <translation>Đang đếm</translation>
    </message>
    <message>
      <source>Daily run</source>
      <translation>Việc hằng ngày</translation>
    </message>
    <message>
      <source>Data destroyed</source>
      <translation>Đã hủy dữ liệu</translation>
    </message>
    <message>
      <source>Declaration number, or its first part.</source>
      <translation>Số hồ sơ, hoặc phần đầu của số.</translation>
    </message>
    <message>
      <source>Destroyed again, because their time was over: {count} files.</source>
      <translation>Đã hủy lại dữ liệu của {count} hồ sơ đã hết thời hạn lưu.</translation>
    </message>
    <message>
      <source>Do the daily run: remind citizens, let files expire, destroy the data of long expired ones.</source>
      <translation>Chạy việc hằng ngày: nhắc công dân, cho hồ sơ hết hạn, hủy dữ liệu của hồ sơ hết hạn đã lâu.</translation>
    </message>
    <message>
      <source>Examining</source>
      <translation>Đang kiểm tra</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>Đang xuất</translation>
    </message>
    <message>
      <source>File signed forms that were scanned: PDF, TIFF and picture files, or folders of them.</source>
      <translation>Gắn tờ khai đã ký được quét: tệp PDF, TIFF, ảnh, hoặc thư mục chứa chúng.</translation>
    </message>
    <message>
      <source>File with the passphrase in its first line; without it, it is asked for.</source>
      <translation>Tệp có cụm mật khẩu ở dòng đầu; không có thì sẽ được hỏi.</translation>
    </message>
    <message>
      <source>Filing signed forms</source>
      <translation>Đang gắn tờ khai đã ký</translation>
    </message>
    <message>
      <source>First day of submission.</source>
      <translation>Từ ngày đăng ký.</translation>
    </message>
    <message>
      <source>Forms</source>
      <translation>Tờ khai</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>Full name.</source>
      <translation>Họ và tên.</translation>
    </message>
    <message>
      <source>Give a new first password and take the phone away.</source>
      <translation>Cấp mật khẩu đầu mới và gỡ điện thoại.</translation>
    </message>
    <message>
      <source>Give a new first password; the phone stays.</source>
      <translation>Cấp mật khẩu lần đầu mới; giữ điện thoại.</translation>
    </message>
    <message>
      <source>Household registry</source>
      <translation>HGĐ</translation>
    </message>
    <message>
      <source>How many files at the most.</source>
      <translation>Nhiều nhất bao nhiêu hồ sơ.</translation>
    </message>
    <message>
      <source>Import declaration packages: folders, zip files, or a folder of them.</source>
      <translation>Nhập gói tờ khai: thư mục, tệp zip, hoặc thư mục chứa các gói.</translation>
    </message>
    <message>
      <source>Importing</source>
      <translation>Đang nhập</translation>
    </message>
    <message>
      <source>It lies on the same disk as the data: copy it to another one, kept elsewhere.</source>
      <translation>Bản sao lưu nằm cùng ổ đĩa với dữ liệu: hãy chép sang ổ khác, cất ở nơi khác.</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>Last day of submission.</source>
      <translation>Đến ngày đăng ký.</translation>
    </message>
    <message>
      <source>List the officers.</source>
      <translation>Liệt kê cán bộ.</translation>
    </message>
    <message>
      <source>Load the household registry&apos;s extract (households.csv).</source>
      <translation>Nạp trích dữ liệu HGĐ (households.csv).</translation>
    </message>
    <message>
      <source>Load the list of offices (offices.csv).</source>
      <translation>Nạp danh sách cơ quan BHXH (offices.csv).</translation>
    </message>
    <message>
      <source>Loading the registry</source>
      <translation>Đang nạp HGĐ</translation>
    </message>
    <message>
      <source>Lock an officer out at once.</source>
      <translation>Khóa ngay một cán bộ.</translation>
    </message>
    <message>
      <source>Make a sample office with invented people, and open it.</source>
      <translation>Lập cơ quan mẫu với người giả định, rồi mở.</translation>
    </message>
    <message>
      <source>Making the sample office</source>
      <translation>Đang lập cơ quan mẫu</translation>
    </message>
    <message>
      <source>Messages cannot go out: {channels} not set. Set mail_url, sms_url.</source>
      <translation>Tin nhắn chưa gửi được: chưa đặt {channels}. Đặt mail_url, sms_url.</translation>
    </message>
    <message>
      <source>Missing pictures</source>
      <translation>Ảnh còn thiếu</translation>
    </message>
    <message>
      <source>Missing: {name}.</source>
      <translation>Thiếu: {name}.</translation>
    </message>
    <message>
      <source>Name of the counter.</source>
      <translation>Tên quầy.</translation>
    </message>
    <message>
      <source>No file found.</source>
      <translation>Không thấy hồ sơ nào.</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Number, code, ID number, phone or name.</source>
      <translation>Số hồ sơ, mã số, số CCCD, điện thoại hoặc họ tên.</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan tiếp nhận</translation>
    </message>
    <message>
      <source>Office {office}: row {row} of the trace is out of order.</source>
      <translation>Cơ quan {office}: dòng {row} của nhật ký bị đổi chỗ.</translation>
    </message>
    <message>
      <source>Office {office}: row {row} of the trace was deleted.</source>
      <translation>Cơ quan {office}: dòng {row} của nhật ký đã bị xóa.</translation>
    </message>
    <message>
      <source>Office {office}: row {row} of the trace was edited.</source>
      <translation>Cơ quan {office}: dòng {row} của nhật ký đã bị sửa.</translation>
    </message>
    <message>
      <source>Office {office}: the end of the trace is not sealed by this office&apos;s key.</source>
      <translation>Cơ quan {office}: cuối nhật ký không mang dấu khóa của cơ quan này.</translation>
    </message>
    <message>
      <source>Office {office}: the trace was cut off at its end, from row {row}.</source>
      <translation>Cơ quan {office}: nhật ký bị cắt đuôi, từ dòng {row}.</translation>
    </message>
    <message>
      <source>Officers: add, list, lock, reset, deactivate.</source>
      <translation>Cán bộ: thêm, liệt kê, khóa, cấp lại, ngừng dùng.</translation>
    </message>
    <message>
      <source>Only list what would be done.</source>
      <translation>Chỉ liệt kê việc sẽ làm.</translation>
    </message>
    <message>
      <source>Only make it; do not open the window.</source>
      <translation>Chỉ lập, không mở cửa sổ.</translation>
    </message>
    <message>
      <source>Only read the backup and check every hash.</source>
      <translation>Chỉ đọc bản sao lưu và kiểm tra mọi mã băm.</translation>
    </message>
    <message>
      <source>Only this office.</source>
      <translation>Chỉ cơ quan này.</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>Tùy chọn</translation>
    </message>
    <message>
      <source>Passphrase of the backup (not shown)</source>
      <translation>Cụm mật khẩu của bản sao lưu (không hiện)</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Điện thoại</translation>
    </message>
    <message>
      <source>Pictures and PDFs are in {path}.</source>
      <translation>Ảnh và PDF ở {path}.</translation>
    </message>
    <message>
      <source>Play the counter&apos;s work in real windows and leave pictures and PDFs in a folder.</source>
      <translation>Chạy thử công việc tại quầy trong cửa sổ thật, để lại ảnh và PDF trong một thư mục.</translation>
    </message>
    <message>
      <source>Put an officer out of use who has left.</source>
      <translation>Ngừng dùng tài khoản của cán bộ đã nghỉ.</translation>
    </message>
    <message>
      <source>Reading pictures</source>
      <translation>Đang đọc ảnh</translation>
    </message>
    <message>
      <source>Reminded: {reminded}; expired: {expired}; destroyed: {destroyed}.</source>
      <translation>Đã nhắc: {reminded}; hết hạn: {expired}; đã hủy dữ liệu: {destroyed}.</translation>
    </message>
    <message>
      <source>Restored into {path}: {what}.</source>
      <translation>Đã khôi phục vào {path}: {what}.</translation>
    </message>
    <message>
      <source>Restoring</source>
      <translation>Đang khôi phục</translation>
    </message>
    <message>
      <source>Role.</source>
      <translation>Vai trò.</translation>
    </message>
    <message>
      <source>Rows of the trace were taken away: file {file} has acts without one.</source>
      <translation>Nhật ký bị lấy mất dòng: hồ sơ {file} có việc đã làm mà không có dòng nào.</translation>
    </message>
    <message>
      <source>Save the whole office into one encrypted file, while the desk works. FILE may be a folder.</source>
      <translation>Sao lưu cả cơ quan vào một tệp mã hóa, quầy vẫn làm việc. FILE có thể là thư mục.</translation>
    </message>
    <message>
      <source>Saved and read back: {path}, {files} files, {pictures} pictures, {size} MB. Keep until {day}.</source>
      <translation>Đã sao lưu và đọc lại: {path}, {files} tệp, {pictures} ảnh, {size} MB. Giữ đến {day}.</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Đang sao lưu</translation>
    </message>
    <message>
      <source>Say what is wrong with this office and what to do; changes nothing.</source>
      <translation>Cho biết cơ quan này có gì sai và cần làm gì; không thay đổi gì.</translation>
    </message>
    <message>
      <source>Say whether the trace is intact.</source>
      <translation>Kiểm tra nhật ký có nguyên vẹn không.</translation>
    </message>
    <message>
      <source>Search the files of all offices of this data folder, newest first.</source>
      <translation>Tra cứu hồ sơ của mọi cơ quan trong thư mục dữ liệu này, mới nhất trước.</translation>
    </message>
    <message>
      <source>See --help.</source>
      <translation>Xem --help.</translation>
    </message>
    <message>
      <source>Send what is due, then end.</source>
      <translation>Gửi hết tin đến hạn rồi kết thúc.</translation>
    </message>
    <message>
      <source>Send what waits in the outbox, and go on until stopped; with --once end when nothing is due.</source>
      <translation>Gửi các tin nhắn đang chờ. Chạy tiếp cho đến khi dừng; --once: gửi hết tin đến hạn rồi kết thúc.</translation>
    </message>
    <message>
      <source>Sending is paused.</source>
      <translation>Đang tạm dừng gửi.</translation>
    </message>
    <message>
      <source>Sending is paused: some messages may have gone out after the backup. Look at «Tin nhắn», then let them go.</source>
      <translation>Việc gửi đang tạm dừng: có tin có thể đã gửi sau lúc sao lưu. Xem «Tin nhắn» rồi hãy cho gửi tiếp.</translation>
    </message>
    <message>
      <source>Sent: {sent}. To be tried again: {again}. Failed: {failed}. Waiting: {left}.</source>
      <translation>Đã gửi: {sent}. Sẽ gửi lại: {again}. Không thành công: {failed}. Đang chờ: {left}.</translation>
    </message>
    <message>
      <source>Show one file by its number.</source>
      <translation>Xem một hồ sơ theo số hồ sơ.</translation>
    </message>
    <message>
      <source>Show the settings, or one of them; with a value, set it.</source>
      <translation>Xem các cài đặt, hoặc một cài đặt; kèm giá trị thì đặt.</translation>
    </message>
    <message>
      <source>Show the version and stop.</source>
      <translation>Hiện phiên bản rồi dừng.</translation>
    </message>
    <message>
      <source>Show this page and stop.</source>
      <translation>Hiện trang này rồi dừng.</translation>
    </message>
    <message>
      <source>Social insurance code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Social insurance code.</source>
      <translation>Mã số BHXH.</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Status: where the file is.</source>
      <translation>Trạng thái: hồ sơ đang ở đâu.</translation>
    </message>
    <message>
      <source>Stopped. What was finished stays; run the command again for the rest.</source>
      <translation>Đã dừng. Phần đã xong vẫn còn; chạy lại lệnh để làm tiếp.</translation>
    </message>
    <message>
      <source>Submitted</source>
      <translation>Ngày đăng ký</translation>
    </message>
    <message>
      <source>Take an officer back, with a new first password.</source>
      <translation>Cho dùng lại, với mật khẩu lần đầu mới.</translation>
    </message>
    <message>
      <source>Take phone and recovery codes away; the password stays.</source>
      <translation>Gỡ điện thoại và mã khôi phục; giữ mật khẩu.</translation>
    </message>
    <message>
      <source>The PDF to write.</source>
      <translation>Tệp PDF sẽ ghi.</translation>
    </message>
    <message>
      <source>The backup is whole: {what}.</source>
      <translation>Bản sao lưu nguyên vẹn: {what}.</translation>
    </message>
    <message>
      <source>The call does not fit: {what}</source>
      <translation>Lời gọi không đúng: {what}</translation>
    </message>
    <message>
      <source>The clock stands before the newest record: set it, then run the daily run.</source>
      <translation>Đồng hồ máy sớm hơn bản ghi mới nhất: chỉnh đồng hồ rồi chạy officer-desk expire.</translation>
    </message>
    <message>
      <source>The data folder; without it, the user&apos;s own.</source>
      <translation>Thư mục dữ liệu; không ghi thì dùng thư mục của người dùng.</translation>
    </message>
    <message>
      <source>The first day.</source>
      <translation>Ngày đầu kỳ.</translation>
    </message>
    <message>
      <source>The folder to restore into; without it, the data folder.</source>
      <translation>Thư mục để khôi phục vào; không ghi thì là thư mục dữ liệu.</translation>
    </message>
    <message>
      <source>The last day.</source>
      <translation>Ngày cuối kỳ.</translation>
    </message>
    <message>
      <source>The office that was here before is kept in {path}. Delete it when all is well.</source>
      <translation>Dữ liệu có trước đó được giữ ở {path}. Khi mọi thứ ổn, hãy xóa đi.</translation>
    </message>
    <message>
      <source>The period report: what came, how it was decided, what is left.</source>
      <translation>Báo cáo theo kỳ: tiếp nhận, kết quả giải quyết, còn lại.</translation>
    </message>
    <message>
      <source>The reception desk of Vietnam Social Security. Without a command: opens the desk.</source>
      <translation>Bàn tiếp nhận hồ sơ của Bảo hiểm xã hội Việt Nam. Không kèm lệnh nào: mở bàn làm việc.</translation>
    </message>
    <message>
      <source>The registry&apos;s extract now has {people} people.</source>
      <translation>Trích dữ liệu HGĐ nay có {people} người.</translation>
    </message>
    <message>
      <source>The report is in {path}.</source>
      <translation>Báo cáo ở {path}.</translation>
    </message>
    <message>
      <source>The same passphrase again</source>
      <translation>Nhập lại cụm mật khẩu</translation>
    </message>
    <message>
      <source>The sample office is in {path}.</source>
      <translation>Cơ quan mẫu ở {path}.</translation>
    </message>
    <message>
      <source>The trace is intact: {rows} rows.</source>
      <translation>Nhật ký nguyên vẹn: {rows} dòng.</translation>
    </message>
    <message>
      <source>The trace of all acts and views.</source>
      <translation>Nhật ký mọi việc làm và lần xem.</translation>
    </message>
    <message>
      <source>The trace was not intact when the backup was made; see officer-desk audit verify.</source>
      <translation>Nhật ký đã không còn nguyên vẹn từ lúc sao lưu; xem officer-desk audit verify.</translation>
    </message>
    <message>
      <source>The value of {name} does not fit: {what}</source>
      <translation>Giá trị của {name} không đúng: {what}</translation>
    </message>
    <message>
      <source>There is no command {name}.</source>
      <translation>Không có lệnh {name}.</translation>
    </message>
    <message>
      <source>There is no option {name}.</source>
      <translation>Không có tùy chọn {name}.</translation>
    </message>
    <message>
      <source>This machine&apos;s clock stands before what the desk has recorded. Nothing was done; set the clock right.</source>
      <translation>Đồng hồ của máy chậm hơn những gì đã ghi nhận. Chưa làm gì cả; hãy chỉnh lại đồng hồ.</translation>
    </message>
    <message>
      <source>To remind: {reminded}; to expire: {expired}; to destroy: {destroyed}. Nothing was done.</source>
      <translation>Sẽ nhắc: {reminded}; sẽ hết hạn: {expired}; sẽ hủy dữ liệu: {destroyed}. Chưa làm gì cả.</translation>
    </message>
    <message>
      <source>Unlock an officer.</source>
      <translation>Mở khóa cho cán bộ.</translation>
    </message>
    <message>
      <source>Usage:</source>
      <translation>Cách dùng:</translation>
    </message>
    <message>
      <source>Which version of the form.</source>
      <translation>Mẫu nào của tờ khai.</translation>
    </message>
    <message>
      <source>With the office&apos;s control slip.</source>
      <translation>Kèm phiếu kiểm soát của cơ quan.</translation>
    </message>
    <message>
      <source>Write Form 01 of one or more files as one PDF.</source>
      <translation>Ghi tờ khai mẫu 01 của một hay nhiều hồ sơ vào một tệp PDF.</translation>
    </message>
    <message>
      <source>Write JSON.</source>
      <translation>Ghi ra dạng JSON.</translation>
    </message>
    <message>
      <source>Write the report to this file, .pdf or .xlsx.</source>
      <translation>Ghi báo cáo ra tệp này, .pdf hoặc .xlsx.</translation>
    </message>
    <message>
      <source>Write the whole trace into a file; docs/verify_trace.py checks it.</source>
      <translation>Xuất toàn bộ nhật ký ra tệp; docs/verify_trace.py kiểm tra tệp đó.</translation>
    </message>
    <message>
      <source>data destroyed</source>
      <translation>hủy dữ liệu</translation>
    </message>
    <message>
      <source>due {day}</source>
      <translation>hạn {day}</translation>
    </message>
    <message>
      <source>expired; destroyed on {day} unless brought back</source>
      <translation>hết hạn; hủy dữ liệu ngày {day} nếu không khôi phục</translation>
    </message>
    <message>
      <source>locked</source>
      <translation>đang bị khóa</translation>
    </message>
    <message>
      <source>not read</source>
      <translation>không đọc được</translation>
    </message>
    <message>
      <source>out of use</source>
      <translation>đã ngừng</translation>
    </message>
    <message>
      <source>read</source>
      <translation>đã đọc</translation>
    </message>
    <message>
      <source>reminder</source>
      <translation>nhắc công dân</translation>
    </message>
    <message>
      <source>saved {time}, {declarations} files, {pictures} pictures, {size} MB</source>
      <translation>lưu lúc {time}, {declarations} hồ sơ, {pictures} ảnh, {size} MB</translation>
    </message>
    <message>
      <source>write a day as 21/11/2026 or 2026-11-21</source>
      <translation>ghi ngày dạng 21/11/2026 hoặc 2026-11-21</translation>
    </message>
    <message>
      <source>{count} offices are known.</source>
      <translation>Đã biết {count} cơ quan.</translation>
    </message>
    <message>
      <source>{count} pictures are lost or damaged and could not be saved. Run the doctor.</source>
      <translation>{count} ảnh đã mất hoặc hỏng, không sao lưu được. Chạy officer-desk doctor.</translation>
    </message>
    <message>
      <source>{count} pictures were lost already when the backup was made. Run the doctor.</source>
      <translation>{count} ảnh đã mất từ lúc sao lưu. Chạy officer-desk doctor.</translation>
    </message>
    <message>
      <source>{count} things could not be done just now; the next run tries again.</source>
      <translation>{count} mục chưa làm được lúc này; lần chạy sau sẽ làm lại.</translation>
    </message>
    <message>
      <source>{name}  first password: {password}  (enrols at the first sign-in)</source>
      <translation>{name}  mật khẩu đầu: {password}  (gắn điện thoại ở lần đăng nhập đầu)</translation>
    </message>
    <message>
      <source>{name}  password: {password}  TOTP secret: {secret}</source>
      <translation>{name}  mật khẩu: {password}  khóa TOTP: {secret}</translation>
    </message>
    <message>
      <source>{name} is locked.</source>
      <translation>Đã khóa {name}.</translation>
    </message>
    <message>
      <source>{name} is out of use.</source>
      <translation>Đã ngừng dùng {name}.</translation>
    </message>
    <message>
      <source>{name} is unlocked.</source>
      <translation>Đã mở khóa cho {name}.</translation>
    </message>
    <message>
      <source>{name} ties a new phone at the next sign-in.</source>
      <translation>Lần đăng nhập sau, {name} gắn điện thoại mới.</translation>
    </message>
    <message>
      <source>{name}, first password: {password}</source>
      <translation>{name}, mật khẩu đầu: {password}</translation>
    </message>
    <message>
      <source>{packages} packages: {accepted} taken ({unchanged} unchanged), {refused} refused.</source>
      <translation>{packages} gói: nhận {accepted} (không đổi {unchanged}), không nhận {refused}.</translation>
    </message>
    <message>
      <source>{pages} pages: {filed} filed, {flagged} filed but outdated, {refused} refused, {unread} waiting in the tray.</source>
      <translation>{pages} trang: {filed} đã gắn, {flagged} đã gắn nhưng in theo dữ liệu cũ, {refused} không nhận, {unread} trong khay chờ.</translation>
    </message>
    <message>
      <source>{rows} rows of the trace are in {path}. Check: python3 verify_trace.py {path}</source>
      <translation>Đã xuất {rows} dòng nhật ký ra {path}. Kiểm tra: python3 verify_trace.py {path}</translation>
    </message>
    <message>
      <source>{trouble} It is tried again.</source>
      <translation>{trouble} Sẽ thử lại.</translation>
    </message>
  </context>
  <context>
    <name>CompareBar</name>
    <message>
      <source>Cannot compare…</source>
      <translation>Không đối chiếu được…</translation>
    </message>
    <message>
      <source>Compared with the original papers</source>
      <translation>Đã đối chiếu giấy tờ gốc</translation>
    </message>
    <message>
      <source>Not compared: {names}</source>
      <translation>Chưa đối chiếu: {names}</translation>
    </message>
    <message>
      <source>Not yet: {names} has not been on the screen</source>
      <translation>Chưa được: {names} chưa lên màn hình</translation>
    </message>
    <message>
      <source>This file is no longer assessed.</source>
      <translation>Hồ sơ này không còn đánh giá.</translation>
    </message>
    <message>
      <source>Why not compared</source>
      <translation>Vì sao không đối chiếu được</translation>
    </message>
    <message>
      <source>{compared}/{wanted} pictures</source>
      <translation>{compared}/{wanted} ảnh</translation>
    </message>
  </context>
  <context>
    <name>Condition</name>
    <message>
      <source>Due soon</source>
      <translation>Sắp hết hạn</translation>
    </message>
    <message>
      <source>In time</source>
      <translation>Trong hạn</translation>
    </message>
    <message>
      <source>No deadline</source>
      <translation>Không tính hạn</translation>
    </message>
    <message>
      <source>Overdue</source>
      <translation>Quá hạn</translation>
    </message>
  </context>
  <context>
    <name>Countdown</name>
    <message>
      <source>1 day</source>
      <translation>1 ngày</translation>
    </message>
    <message>
      <source>1 day over</source>
      <translation>quá 1 ngày</translation>
    </message>
    <message>
      <source>today</source>
      <translation>hôm nay</translation>
    </message>
    <message>
      <source>{days} days</source>
      <translation>{days} ngày</translation>
    </message>
    <message>
      <source>{days} days over</source>
      <translation>quá {days} ngày</translation>
    </message>
  </context>
  <context>
    <name>Cover</name>
    <message>
      <source>Friday</source>
      <translation>Thứ sáu</translation>
    </message>
    <message>
      <source>Monday</source>
      <translation>Thứ hai</translation>
    </message>
    <message>
      <source>Nothing was touched for {minutes} minutes.</source>
      <translation>Không thao tác {minutes} phút.</translation>
    </message>
    <message>
      <source>Open again</source>
      <translation>Mở lại</translation>
    </message>
    <message>
      <source>Password or code is not right. 1 try left.</source>
      <translation>Mật khẩu hoặc mã chưa đúng. Còn 1 lần.</translation>
    </message>
    <message>
      <source>Password or code is not right. {left} tries left.</source>
      <translation>Mật khẩu hoặc mã chưa đúng. Còn {left} lần.</translation>
    </message>
    <message>
      <source>Password or verification code of {name}</source>
      <translation>Mật khẩu hoặc mã xác thực của {name}</translation>
    </message>
    <message>
      <source>Reception desk</source>
      <translation>Bàn tiếp nhận hồ sơ</translation>
    </message>
    <message>
      <source>Saturday</source>
      <translation>Thứ bảy</translation>
    </message>
    <message>
      <source>Sign in as somebody else</source>
      <translation>Đăng nhập người khác</translation>
    </message>
    <message>
      <source>Sunday</source>
      <translation>Chủ nhật</translation>
    </message>
    <message>
      <source>The code was used already, wait for the next one.</source>
      <translation>Mã xác thực đã dùng, đợi mã kế.</translation>
    </message>
    <message>
      <source>The open file and what is being typed stay as they are.</source>
      <translation>Hồ sơ đang mở và chữ đang gõ được giữ nguyên.</translation>
    </message>
    <message>
      <source>The screen is covered</source>
      <translation>Màn hình đang được che</translation>
    </message>
    <message>
      <source>Thursday</source>
      <translation>Thứ năm</translation>
    </message>
    <message>
      <source>Tuesday</source>
      <translation>Thứ ba</translation>
    </message>
    <message>
      <source>Type the password, or the 6 digits that the phone shows.</source>
      <translation>Nhập mật khẩu, hoặc 6 số đang hiện trên điện thoại.</translation>
    </message>
    <message>
      <source>Wednesday</source>
      <translation>Thứ tư</translation>
    </message>
    <message>
      <source>covered since {time}</source>
      <translation>che từ {time}</translation>
    </message>
    <message>
      <source>{weekday}, {day}/{month}/{year}</source>
      <translation>{weekday}, {day} tháng {month} năm {year}</translation>
    </message>
  </context>
  <context>
    <name>CrashDialog</name>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Đã chép</translation>
    </message>
    <message>
      <source>Copy for the support</source>
      <translation>Sao chép để báo hỗ trợ</translation>
    </message>
    <message>
      <source>Log file</source>
      <translation>Tệp nhật ký</translation>
    </message>
    <message>
      <source>Neither holds data of a citizen.</source>
      <translation>Cả hai không chứa dữ liệu của công dân.</translation>
    </message>
    <message>
      <source>Quit the program</source>
      <translation>Thoát chương trình</translation>
    </message>
    <message>
      <source>The last step may not have been done. What was recorded before is kept. Look at the file again before you go on.</source>
      <translation>Việc vừa làm có thể chưa xong. Những gì đã ghi nhận trước đó vẫn còn. Xem lại hồ sơ trước khi làm tiếp.</translation>
    </message>
    <message>
      <source>The program made a mistake</source>
      <translation>Chương trình gặp lỗi</translation>
    </message>
    <message>
      <source>What happened</source>
      <translation>Lỗi đã gặp</translation>
    </message>
  </context>
  <context>
    <name>CropView</name>
    <message>
      <source>Lower left corner</source>
      <translation>Góc dưới bên trái</translation>
    </message>
    <message>
      <source>Lower right corner</source>
      <translation>Góc dưới bên phải</translation>
    </message>
    <message>
      <source>Scanned page</source>
      <translation>Trang vừa quét</translation>
    </message>
    <message>
      <source>Upper left corner</source>
      <translation>Góc trên bên trái</translation>
    </message>
    <message>
      <source>Upper right corner</source>
      <translation>Góc trên bên phải</translation>
    </message>
    <message>
      <source>{corner}; kept: {width} × {height} % of the page</source>
      <translation>{corner}; giữ lại {width} × {height} % trang</translation>
    </message>
  </context>
  <context>
    <name>Dashboard</name>
    <message>
      <source>All undecided files</source>
      <translation>Mọi hồ sơ chưa quyết định</translation>
    </message>
    <message>
      <source>Asks: {words}</source>
      <translation>Hỏi: {words}</translation>
    </message>
    <message>
      <source>Decided on {day}</source>
      <translation>Quyết định ngày {day}</translation>
    </message>
    <message>
      <source>Decided today</source>
      <translation>Đã quyết định hôm nay</translation>
    </message>
    <message>
      <source>Decided today by {name}</source>
      <translation>{name} đã quyết định hôm nay</translation>
    </message>
    <message>
      <source>HGĐ not asked yet</source>
      <translation>Chưa hỏi được HGĐ</translation>
    </message>
    <message>
      <source>In the hands of {name}</source>
      <translation>{name} đang giữ</translation>
    </message>
    <message>
      <source>Lacks {pictures}</source>
      <translation>Thiếu {pictures}</translation>
    </message>
    <message>
      <source>Last day is today</source>
      <translation>Hết hạn hôm nay</translation>
    </message>
    <message>
      <source>Name differs from HGĐ</source>
      <translation>Tên khác HGĐ</translation>
    </message>
    <message>
      <source>Not found in HGĐ</source>
      <translation>Không có trong HGĐ</translation>
    </message>
    <message>
      <source>Opened by nobody</source>
      <translation>Chưa ai mở</translation>
    </message>
    <message>
      <source>Received on {day}</source>
      <translation>Nhận ngày {day}</translation>
    </message>
    <message>
      <source>Refused: {reason}</source>
      <translation>Từ chối: {reason}</translation>
    </message>
    <message>
      <source>Reminded on {day}</source>
      <translation>Đã nhắc {day}</translation>
    </message>
    <message>
      <source>Reminded today</source>
      <translation>Đã nhắc hôm nay</translation>
    </message>
    <message>
      <source>Waiting for 1 day</source>
      <translation>Đã chờ 1 ngày</translation>
    </message>
    <message>
      <source>Waiting for {days} days</source>
      <translation>Đã chờ {days} ngày</translation>
    </message>
    <message>
      <source>Waiting for {days} days and more</source>
      <translation>Đã chờ từ {days} ngày</translation>
    </message>
    <message>
      <source>kept for a look</source>
      <translation>giữ lại chờ xem</translation>
    </message>
    <message>
      <source>most urgent first</source>
      <translation>gấp nhất trước</translation>
    </message>
    <message>
      <source>newest first</source>
      <translation>mới nhất trước</translation>
    </message>
    <message>
      <source>nobody waits</source>
      <translation>không ai chờ</translation>
    </message>
    <message>
      <source>oldest first</source>
      <translation>cũ nhất trước</translation>
    </message>
    <message>
      <source>the oldest for 1 day</source>
      <translation>lâu nhất 1 ngày</translation>
    </message>
    <message>
      <source>the oldest for {days} days</source>
      <translation>lâu nhất {days} ngày</translation>
    </message>
    <message>
      <source>time not measured</source>
      <translation>chưa đo được thời gian</translation>
    </message>
    <message>
      <source>to be guided</source>
      <translation>cần hướng dẫn</translation>
    </message>
    <message>
      <source>usually in {time}</source>
      <translation>thường mất {time}</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} hồ sơ</translation>
    </message>
    <message>
      <source>{count} not asked yet</source>
      <translation>{count} chưa hỏi được</translation>
    </message>
    <message>
      <source>{count} on the last day</source>
      <translation>{count} hết hạn hôm nay</translation>
    </message>
    <message>
      <source>{count} overdue</source>
      <translation>{count} quá hạn bổ sung</translation>
    </message>
    <message>
      <source>{hours} h {minutes}</source>
      <translation>{hours} giờ {minutes}</translation>
    </message>
    <message>
      <source>{minutes} min {seconds}</source>
      <translation>{minutes} phút {seconds}</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} giây</translation>
    </message>
  </context>
  <context>
    <name>DashboardCharts</name>
    <message>
      <source>Age of waiting files, days</source>
      <translation>Tuổi hồ sơ đang chờ, ngày</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Ngày</translation>
    </message>
    <message>
      <source>Days waited</source>
      <translation>Số ngày đã chờ</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Hồ sơ</translation>
    </message>
    <message>
      <source>Files decided</source>
      <translation>Đã quyết</translation>
    </message>
    <message>
      <source>Files received</source>
      <translation>Đã nhận</translation>
    </message>
    <message>
      <source>First reason</source>
      <translation>Lý do đầu tiên</translation>
    </message>
    <message>
      <source>Last four weeks</source>
      <translation>Bốn tuần qua</translation>
    </message>
    <message>
      <source>Nothing was refused in four weeks.</source>
      <translation>Bốn tuần qua không từ chối hồ sơ nào.</translation>
    </message>
    <message>
      <source>Plot</source>
      <translation>Biểu đồ</translation>
    </message>
    <message>
      <source>Reasons of refusal</source>
      <translation>Lý do từ chối</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>Bảng số</translation>
    </message>
    <message>
      <source>decided</source>
      <translation>đã quyết định</translation>
    </message>
    <message>
      <source>from day 8</source>
      <translation>từ ngày 8</translation>
    </message>
    <message>
      <source>in time</source>
      <translation>trong hạn</translation>
    </message>
    <message>
      <source>last day, overdue</source>
      <translation>ngày cuối, quá hạn</translation>
    </message>
    <message>
      <source>received</source>
      <translation>đã nhận</translation>
    </message>
  </context>
  <context>
    <name>DashboardColumns</name>
    <message>
      <source>Age</source>
      <translation>Tuổi</translation>
    </message>
    <message>
      <source>Counter</source>
      <translation>Quầy</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>In hand</source>
      <translation>Đang giữ</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Còn lại</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Ghi chú</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Hôm nay</translation>
    </message>
    <message>
      <source>Who works on it</source>
      <translation>Ai đang xử lý</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>vắng</translation>
    </message>
    <message>
      <source>nobody yet</source>
      <translation>chưa ai</translation>
    </message>
    <message>
      <source>{days} days</source>
      <translation>{days} ngày</translation>
    </message>
    <message>
      <source>{name} has it</source>
      <translation>{name} giữ</translation>
    </message>
    <message>
      <source>{name} works on it</source>
      <translation>{name} đang xử lý</translation>
    </message>
  </context>
  <context>
    <name>DashboardList</name>
    <message>
      <source>1 file</source>
      <translation>1 hồ sơ</translation>
    </message>
    <message>
      <source>1 file chosen; it can be dragged onto an officer, too</source>
      <translation>1 hồ sơ đang chọn; kéo sang tên cán bộ bên phải cũng được</translation>
    </message>
    <message>
      <source>All of them in the list</source>
      <translation>Xem tất cả trong danh sách</translation>
    </message>
    <message>
      <source>Assign</source>
      <translation>Phân công</translation>
    </message>
    <message>
      <source>Choose an undecided file first.</source>
      <translation>Chọn một hồ sơ chưa quyết định trước.</translation>
    </message>
    <message>
      <source>Files of the number</source>
      <translation>Hồ sơ của con số đang chọn</translation>
    </message>
    <message>
      <source>No file under «{title}».</source>
      <translation>Không có hồ sơ nào ở «{title}».</translation>
    </message>
    <message>
      <source>only the first {count} files stand here</source>
      <translation>chỉ hiện {count} hồ sơ đầu</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} hồ sơ</translation>
    </message>
    <message>
      <source>{count} files chosen; they can be dragged onto an officer, too</source>
      <translation>{count} hồ sơ đang chọn; kéo sang tên cán bộ bên phải cũng được</translation>
    </message>
  </context>
  <context>
    <name>DashboardOfficers</name>
    <message>
      <source>Who does what</source>
      <translation>Ai đang làm gì</translation>
    </message>
  </context>
  <context>
    <name>DashboardPage</name>
    <message>
      <source>Each number opens the very files that it counts</source>
      <translation>Mỗi con số mở đúng các hồ sơ của nó</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Báo cáo</translation>
    </message>
    <message>
      <source>Supervision</source>
      <translation>Giám sát</translation>
    </message>
    <message>
      <source>assign</source>
      <translation>phân công</translation>
    </message>
    <message>
      <source>next number</source>
      <translation>sang số kế</translation>
    </message>
    <message>
      <source>open</source>
      <translation>mở</translation>
    </message>
    <message>
      <source>the queue of the office, as of {time}</source>
      <translation>hàng chờ của cơ quan, cập nhật {time}</translation>
    </message>
  </context>
  <context>
    <name>DateField</name>
    <message>
      <source>Choose a day (F4)</source>
      <translation>Chọn ngày (F4)</translation>
    </message>
    <message>
      <source>Not a day, dd/mm/yyyy</source>
      <translation>Chưa đúng dạng nn/tt/nnnn</translation>
    </message>
    <message>
      <source>There is no day {day}.</source>
      <translation>Không có ngày {day}.</translation>
    </message>
    <message>
      <source>dd/mm/yyyy</source>
      <translation>nn/tt/nnnn</translation>
    </message>
  </context>
  <context>
    <name>DayList</name>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>LIST OF RECEIVED FILES</source>
      <translation>DANH SÁCH HỒ SƠ TIẾP NHẬN</translation>
    </message>
    <message>
      <source>No citizen was received on this day.</source>
      <translation>Ngày này không tiếp nhận hồ sơ nào.</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ tiếp nhận</translation>
    </message>
    <message>
      <source>Page {page}/{pages}</source>
      <translation>Trang {page}/{pages}</translation>
    </message>
    <message>
      <source>Received on {day}</source>
      <translation>Tiếp nhận ngày {day}</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>SI code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Signature of the citizen</source>
      <translation>Công dân ký</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Giờ tiếp nhận</translation>
    </message>
    <message>
      <source>Total: {count} files.</source>
      <translation>Tổng số: {count} hồ sơ.</translation>
    </message>
  </context>
  <context>
    <name>DayListPage</name>
    <message>
      <source>Back to the list</source>
      <translation>Về danh sách</translation>
    </message>
    <message>
      <source>Preview of the list</source>
      <translation>Xem trước danh sách</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Máy in</translation>
    </message>
    <message>
      <source>Received files of the day</source>
      <translation>Danh sách tiếp nhận</translation>
    </message>
    <message>
      <source>Received on</source>
      <translation>Ngày tiếp nhận</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>Sent to {printer}.</source>
      <translation>Đã gửi đến {printer}.</translation>
    </message>
    <message>
      <source>The PDF is saved.</source>
      <translation>Đã lưu PDF.</translation>
    </message>
    <message>
      <source>There is no printer. The PDF can be saved.</source>
      <translation>Chưa có máy in. Vẫn lưu PDF được.</translation>
    </message>
    <message>
      <source>received</source>
      <translation>danh-sach-tiep-nhan</translation>
    </message>
    <message>
      <source>{count} files received</source>
      <translation>{count} hồ sơ đã tiếp nhận</translation>
    </message>
    <message>
      <source>{name}, folder {folder}</source>
      <translation>{name}, thư mục {folder}</translation>
    </message>
  </context>
  <context>
    <name>Deciding</name>
    <message>
      <source>A second look sends no message of its own.</source>
      <translation>Xem lại không gửi tin riêng.</translation>
    </message>
    <message>
      <source>Nothing is sent as long as no account can be issued.</source>
      <translation>Chưa gửi tin nào khi chưa cấp được tài khoản.</translation>
    </message>
  </context>
  <context>
    <name>DeclarationColumns</name>
    <message>
      <source>Answered</source>
      <translation>Đã trả lời</translation>
    </message>
    <message>
      <source>Assigned to you</source>
      <translation>Giao cho bạn</translation>
    </message>
    <message>
      <source>Channel</source>
      <translation>Kênh</translation>
    </message>
    <message>
      <source>Condition</source>
      <translation>Tình trạng</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Due on</source>
      <translation>Hạn đến nộp</translation>
    </message>
    <message>
      <source>Expired on {day}; can be brought back until {until}.</source>
      <translation>Hết hạn ngày {day}, còn khôi phục được đến {until}.</translation>
    </message>
    <message>
      <source>Expired on {day}; data destroyed.</source>
      <translation>Hết hạn ngày {day}; đã hủy dữ liệu.</translation>
    </message>
    <message>
      <source>File of office {code}. It can still be received here.</source>
      <translation>Hồ sơ của cơ quan {code}. Vẫn tiếp nhận được.</translation>
    </message>
    <message>
      <source>File of {office} ({code}). It can still be received here.</source>
      <translation>Hồ sơ của {office} ({code}). Vẫn tiếp nhận được.</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>ID number</source>
      <translation>Số CCCD/CMND</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Nobody works on it</source>
      <translation>Chưa ai xử lý</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Điện thoại</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>Câu hỏi</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>SI code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Submitted</source>
      <translation>Ngày ĐK</translation>
    </message>
    <message>
      <source>Supplement: until {day}.</source>
      <translation>Bổ sung giấy tờ: đến {day}.</translation>
    </message>
    <message>
      <source>Two officers disagree</source>
      <translation>Hai người đánh giá khác nhau</translation>
    </message>
    <message>
      <source>Waits for a second look</source>
      <translation>Chờ xem lại</translation>
    </message>
    <message>
      <source>Who works on it</source>
      <translation>Ai đang xử lý</translation>
    </message>
    <message>
      <source>until {day}</source>
      <translation>khôi phục đến {day}</translation>
    </message>
    <message>
      <source>{name} has it in hand</source>
      <translation>{name} đang xử lý</translation>
    </message>
  </context>
  <context>
    <name>DeclarationHead</name>
    <message>
      <source>Answer</source>
      <translation>Trả lời</translation>
    </message>
    <message>
      <source>Ask</source>
      <translation>Hỏi</translation>
    </message>
    <message>
      <source>Assign…</source>
      <translation>Phân công…</translation>
    </message>
    <message>
      <source>Bring back</source>
      <translation>Khôi phục</translation>
    </message>
    <message>
      <source>Data destroyed</source>
      <translation>Đã hủy dữ liệu</translation>
    </message>
    <message>
      <source>Do not</source>
      <translation>Không rút</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Việc khác</translation>
    </message>
    <message>
      <source>Only a supervisor reopens a decided file.</source>
      <translation>Chỉ phụ trách mở lại được hồ sơ đã quyết định.</translation>
    </message>
    <message>
      <source>Only the office of the file reopens it.</source>
      <translation>Chỉ cơ quan của hồ sơ mở lại được.</translation>
    </message>
    <message>
      <source>Print the declaration</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>Reason for withdrawing</source>
      <translation>Lý do rút hồ sơ</translation>
    </message>
    <message>
      <source>Receive</source>
      <translation>Tiếp nhận</translation>
    </message>
    <message>
      <source>Reopen the file</source>
      <translation>Mở lại hồ sơ</translation>
    </message>
    <message>
      <source>The citizen has come already.</source>
      <translation>Công dân đã đến rồi.</translation>
    </message>
    <message>
      <source>The citizen wishes to withdraw:</source>
      <translation>Công dân đề nghị rút hồ sơ:</translation>
    </message>
    <message>
      <source>The data of this file were destroyed: there is nothing to print.</source>
      <translation>Dữ liệu của hồ sơ đã hủy: không còn gì để in.</translation>
    </message>
    <message>
      <source>The decision can still be taken back: use «Take back».</source>
      <translation>Quyết định còn hoàn tác được: dùng «Hoàn tác».</translation>
    </message>
    <message>
      <source>The file is decided; there is nothing more to do here.</source>
      <translation>Hồ sơ đã có kết quả, không còn việc ở đây.</translation>
    </message>
    <message>
      <source>The three days for bringing the file back are over.</source>
      <translation>Đã quá 3 ngày để khôi phục hồ sơ.</translation>
    </message>
    <message>
      <source>Withdraw the file</source>
      <translation>Rút hồ sơ</translation>
    </message>
    <message>
      <source>Withdraw the file…</source>
      <translation>Rút hồ sơ…</translation>
    </message>
    <message>
      <source>Write the citizen&apos;s reason first.</source>
      <translation>Ghi lý do của công dân trước.</translation>
    </message>
    <message>
      <source>Your role does not bring files back.</source>
      <translation>Vai trò này không khôi phục hồ sơ.</translation>
    </message>
    <message>
      <source>Your role does not receive files.</source>
      <translation>Vai trò của anh/chị không tiếp nhận hồ sơ.</translation>
    </message>
    <message>
      <source>came {time}</source>
      <translation>đã đến {time}</translation>
    </message>
    <message>
      <source>decided {time}</source>
      <translation>có kết quả {time}</translation>
    </message>
    <message>
      <source>last day today</source>
      <translation>hôm nay là ngày cuối</translation>
    </message>
    <message>
      <source>on {day}, data destroyed {gone}</source>
      <translation>ngày {day}, đã hủy dữ liệu ngày {gone}</translation>
    </message>
    <message>
      <source>on {day}, too late to bring back</source>
      <translation>ngày {day}, đã quá hạn khôi phục</translation>
    </message>
    <message>
      <source>supplement overdue by {days} days (it was due {day})</source>
      <translation>quá hạn bổ sung {days} ngày (hạn {day})</translation>
    </message>
    <message>
      <source>supplement until {day}</source>
      <translation>bổ sung đến {day}</translation>
    </message>
    <message>
      <source>to be brought back until {until}</source>
      <translation>Khôi phục được đến {until}</translation>
    </message>
    <message>
      <source>{days} days left</source>
      <translation>còn {days} ngày</translation>
    </message>
    <message>
      <source>{days} days over</source>
      <translation>quá {days} ngày</translation>
    </message>
    <message>
      <source>{words} (last day today)</source>
      <translation>{words} (hôm nay là ngày cuối)</translation>
    </message>
    <message>
      <source>{words} ({days} days left)</source>
      <translation>{words} (còn {days} ngày)</translation>
    </message>
  </context>
  <context>
    <name>DeclarationPage</name>
    <message>
      <source>Add or replace picture: {name}</source>
      <translation>Thêm hoặc thay ảnh: {name}</translation>
    </message>
    <message>
      <source>Draft of the reason, {time}. F9 shows it.</source>
      <translation>Bản nháp lý do lúc {time}. F9 để xem.</translation>
    </message>
    <message>
      <source>Draft of what has to be added, {time}. F11 shows it.</source>
      <translation>Bản nháp phần cần bổ sung lúc {time}. F11 để xem.</translation>
    </message>
    <message>
      <source>File {number} was brought back.</source>
      <translation>Đã khôi phục hồ sơ {number}.</translation>
    </message>
    <message>
      <source>File {number}:</source>
      <translation>Hồ sơ {number}:</translation>
    </message>
    <message>
      <source>Look at what is new, then record again. What was typed stays.</source>
      <translation>Xem phần đổi mới, rồi ghi nhận lại. Chữ đã gõ vẫn còn.</translation>
    </message>
    <message>
      <source>Opening the file…</source>
      <translation>Đang mở hồ sơ…</translation>
    </message>
    <message>
      <source>Picture {name} was added.</source>
      <translation>Đã thêm ảnh {name}.</translation>
    </message>
    <message>
      <source>Picture {name} was replaced.</source>
      <translation>Đã thay ảnh {name}.</translation>
    </message>
    <message>
      <source>Pictures (*.jpg *.jpeg *.png *.webp)</source>
      <translation>Ảnh (*.jpg *.jpeg *.png *.webp)</translation>
    </message>
    <message>
      <source>Recorded. The next file opens when you want it.</source>
      <translation>Đã ghi nhận. Hồ sơ tiếp theo mở khi cần.</translation>
    </message>
    <message>
      <source>The citizen has ten new days, until {day}.</source>
      <translation>Công dân có thêm 10 ngày, đến {day}.</translation>
    </message>
    <message>
      <source>The file could not be opened.</source>
      <translation>Không mở được hồ sơ.</translation>
    </message>
    <message>
      <source>The file was just changed by {name}.</source>
      <translation>Hồ sơ vừa được {name} thay đổi.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Thử lại</translation>
    </message>
  </context>
  <context>
    <name>DeclaredPanel</name>
    <message>
      <source>(allowed: guardian and child)</source>
      <translation>(được phép: người giám hộ và con)</translation>
    </message>
    <message>
      <source>A file of {office} ({code}).</source>
      <translation>Hồ sơ của {office} ({code}).</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>Tài khoản</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Thay đổi</translation>
    </message>
    <message>
      <source>Code {code}, submitted {time}, {office} ({office_code}).</source>
      <translation>Mã số {code}, nộp {time}, {office} ({office_code}).</translation>
    </message>
    <message>
      <source>Comparison</source>
      <translation>Đối chiếu</translation>
    </message>
    <message>
      <source>Contact address</source>
      <translation>Địa chỉ liên hệ</translation>
    </message>
    <message>
      <source>Declaration</source>
      <translation>Tờ khai</translation>
    </message>
    <message>
      <source>Digital certificate</source>
      <translation>Chứng thư số</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>Thư điện tử</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>Guardian</source>
      <translation>Người giám hộ</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Lịch sử</translation>
    </message>
    <message>
      <source>It can be handled here all the same.</source>
      <translation>Vẫn tiếp nhận được.</translation>
    </message>
    <message>
      <source>Login name</source>
      <translation>Tên đăng nhập</translation>
    </message>
    <message>
      <source>Mobile phone</source>
      <translation>Điện thoại di động</translation>
    </message>
    <message>
      <source>Other files of this code: {count}.</source>
      <translation>Hồ sơ khác của mã số này: {count}.</translation>
    </message>
    <message>
      <source>Phone, e-mail and ID number stand in no file of another code.</source>
      <translation>Điện thoại, email, số giấy tờ: không trùng hồ sơ của mã số khác.</translation>
    </message>
    <message>
      <source>Receiving office</source>
      <translation>Cơ quan tiếp nhận</translation>
    </message>
    <message>
      <source>Refused {count} times, last {number} of {day}: {reasons}</source>
      <translation>Bị từ chối {count} lần, gần nhất {number} ngày {day}: {reasons}</translation>
    </message>
    <message>
      <source>Registers for dealings at</source>
      <translation>Đăng ký giao dịch tại</translation>
    </message>
    <message>
      <source>Related files</source>
      <translation>Hồ sơ liên quan</translation>
    </message>
    <message>
      <source>Signed form</source>
      <translation>Tờ khai đã ký</translation>
    </message>
    <message>
      <source>Social insurance code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>The electronic portal of Vietnam Social Security</source>
      <translation>Cổng thông tin điện tử BHXH Việt Nam</translation>
    </message>
    <message>
      <source>This code has had no file before, and no refusal.</source>
      <translation>Mã số này chưa có hồ sơ nào trước đây, chưa bị từ chối lần nào.</translation>
    </message>
    <message>
      <source>also in file {serial} ({name})</source>
      <translation>cũng ở hồ sơ {serial} ({name})</translation>
    </message>
    <message>
      <source>being read</source>
      <translation>đang đọc</translation>
    </message>
    <message>
      <source>checked against the population database</source>
      <translation>đã được Cơ sở dữ liệu Quốc gia về dân cư xác thực</translation>
    </message>
    <message>
      <source>submitted {time}</source>
      <translation>nộp {time}</translation>
    </message>
    <message>
      <source>wants the declaration by e-mail</source>
      <translation>muốn nhận tờ khai</translation>
    </message>
  </context>
  <context>
    <name>DeskBanner</name>
    <message>
      <source>1 message could not be sent.</source>
      <translation>1 tin chưa gửi được.</translation>
    </message>
    <message>
      <source>1 message waits.</source>
      <translation>1 tin đang chờ.</translation>
    </message>
    <message>
      <source>It is tried again by itself.</source>
      <translation>Máy tự thử lại.</translation>
    </message>
    <message>
      <source>Look at the reason, correct the address and send again.</source>
      <translation>Xem lý do, sửa nơi nhận rồi gửi lại.</translation>
    </message>
    <message>
      <source>Look at them</source>
      <translation>Xem tin lỗi</translation>
    </message>
    <message>
      <source>Open «Messages»</source>
      <translation>Mở «Tin nhắn»</translation>
    </message>
    <message>
      <source>Open «Settings»</source>
      <translation>Mở «Cài đặt»</translation>
    </message>
    <message>
      <source>Sending of messages is paused.</source>
      <translation>Đang tạm dừng gửi tin.</translation>
    </message>
    <message>
      <source>The administrator sets it up under «Settings».</source>
      <translation>Quản trị đặt ở mục «Cài đặt».</translation>
    </message>
    <message>
      <source>{channel} has not gone out for more than an hour.</source>
      <translation>Hơn một giờ nay chưa gửi được {channel}.</translation>
    </message>
    <message>
      <source>{channel} is not set up.</source>
      <translation>Chưa đặt đường gửi {channel}.</translation>
    </message>
    <message>
      <source>{count} messages could not be sent.</source>
      <translation>{count} tin chưa gửi được.</translation>
    </message>
    <message>
      <source>{count} messages wait.</source>
      <translation>{count} tin đang chờ.</translation>
    </message>
  </context>
  <context>
    <name>Doctor</name>
    <message>
      <source>A sample office needs no backup.</source>
      <translation>Cơ quan mẫu không cần sao lưu.</translation>
    </message>
    <message>
      <source>All {total} pictures are whole.</source>
      <translation>Cả {total} ảnh đều nguyên vẹn.</translation>
    </message>
    <message>
      <source>Another program holds the database. Close it, then run the doctor again.</source>
      <translation>Chương trình khác đang giữ cơ sở dữ liệu. Đóng chương trình đó rồi kiểm tra lại.</translation>
    </message>
    <message>
      <source>Fonts of the program are missing: {names}. Install the program again.</source>
      <translation>Thiếu phông chữ của chương trình: {names}. Cài lại chương trình.</translation>
    </message>
    <message>
      <source>No message is stuck.</source>
      <translation>Không có tin nào bị kẹt.</translation>
    </message>
    <message>
      <source>Only {free} MB are free: recording will fail soon. Free at least 1,000 MB today.</source>
      <translation>Chỉ còn {free} MB trống: sắp không ghi được. Giải phóng ít nhất 1.000 MB trong hôm nay.</translation>
    </message>
    <message>
      <source>Others on this machine can read {paths}. Take their rights away: chmod -R go= {path}</source>
      <translation>Người khác trên máy này đọc được {paths}. Hãy bỏ quyền đó: chmod -R go= {path}</translation>
    </message>
    <message>
      <source>Pictures, trace, messages and backups cannot be looked at before that is repaired.</source>
      <translation>Chưa xem được ảnh, nhật ký, tin nhắn và sao lưu khi chưa sửa xong việc trên.</translation>
    </message>
    <message>
      <source>Sending is paused; {count} messages wait. Open «Tin nhắn» and let them go.</source>
      <translation>Việc gửi đang tạm dừng; {count} tin đang chờ. Mở «Tin nhắn» để cho gửi tiếp.</translation>
    </message>
    <message>
      <source>Settings, message texts and forms are valid.</source>
      <translation>Thiết lập, mẫu tin và biểu mẫu đều hợp lệ.</translation>
    </message>
    <message>
      <source>The clock goes on from the newest record.</source>
      <translation>Đồng hồ máy khớp với bản ghi mới nhất.</translation>
    </message>
    <message>
      <source>The clock stands before the newest record. Set it right: deadlines rest until then.</source>
      <translation>Đồng hồ máy sớm hơn bản ghi mới nhất. Hãy chỉnh lại; cho đến lúc đó thời hạn không được xử lý.</translation>
    </message>
    <message>
      <source>The data folder belongs to its owner alone.</source>
      <translation>Thư mục dữ liệu chỉ chủ sở hữu đọc được.</translation>
    </message>
    <message>
      <source>The data folder {path} is read-only. Give its owner the right to write.</source>
      <translation>Thư mục dữ liệu {path} chỉ đọc. Hãy cấp quyền ghi cho chủ sở hữu.</translation>
    </message>
    <message>
      <source>The database cannot be opened. Check the disk and the rights of the data folder.</source>
      <translation>Không mở được cơ sở dữ liệu. Kiểm tra ổ đĩa và quyền của thư mục dữ liệu.</translation>
    </message>
    <message>
      <source>The database cannot be read. Close the desk, keep a copy of it, restore a backup.</source>
      <translation>Không đọc được cơ sở dữ liệu. Đóng quầy, giữ lại một bản, rồi khôi phục từ bản sao lưu.</translation>
    </message>
    <message>
      <source>The database is damaged. Close the desk, keep a copy of the folder, restore a backup.</source>
      <translation>Cơ sở dữ liệu bị hỏng. Đóng quầy, giữ lại một bản thư mục, rồi khôi phục từ bản sao lưu.</translation>
    </message>
    <message>
      <source>The database is of an older program ({schema}). Open the desk once: it is renewed.</source>
      <translation>Cơ sở dữ liệu của phiên bản cũ ({schema}). Mở quầy một lần để nâng cấp.</translation>
    </message>
    <message>
      <source>The database is whole.</source>
      <translation>Cơ sở dữ liệu nguyên vẹn.</translation>
    </message>
    <message>
      <source>The database was made by a newer program ({schema}). Update the program.</source>
      <translation>Cơ sở dữ liệu do phiên bản mới hơn tạo ra ({schema}). Cập nhật chương trình.</translation>
    </message>
    <message>
      <source>The disk does not answer. Check its cable and its place.</source>
      <translation>Ổ đĩa không trả lời. Kiểm tra dây cáp và chỗ cắm.</translation>
    </message>
    <message>
      <source>The extract of HGĐ is {days} days old, too old to be asked. Load a new one.</source>
      <translation>Bản trích HGĐ đã {days} ngày, quá cũ để hỏi. Nạp bản mới.</translation>
    </message>
    <message>
      <source>The extract of HGĐ is {days} days old.</source>
      <translation>Bản trích HGĐ được {days} ngày.</translation>
    </message>
    <message>
      <source>The fonts of screens and forms are there.</source>
      <translation>Đủ phông chữ cho màn hình và biểu mẫu.</translation>
    </message>
    <message>
      <source>The last backup is {days} days old.</source>
      <translation>Lần sao lưu gần nhất cách đây {days} ngày.</translation>
    </message>
    <message>
      <source>The last backup is {days} days old. Make one: officer-desk backup FILE</source>
      <translation>Lần sao lưu gần nhất đã {days} ngày. Hãy sao lưu: officer-desk backup TỆP</translation>
    </message>
    <message>
      <source>The office&apos;s key fits its database.</source>
      <translation>Khóa của cơ quan khớp với cơ sở dữ liệu.</translation>
    </message>
    <message>
      <source>The printer {names} is paused. Let it go on in the system.</source>
      <translation>Máy in {names} đang tạm dừng. Cho chạy tiếp trong hệ thống.</translation>
    </message>
    <message>
      <source>The trace is intact: {rows} rows.</source>
      <translation>Nhật ký nguyên vẹn: {rows} dòng.</translation>
    </message>
    <message>
      <source>The trace is not intact. Touch nothing, run officer-desk audit verify, report it.</source>
      <translation>Nhật ký không nguyên vẹn. Giữ nguyên hiện trạng, chạy officer-desk audit verify và báo cáo.</translation>
    </message>
    <message>
      <source>There is no backup of this office yet. Make one: officer-desk backup FILE</source>
      <translation>Cơ quan này chưa có bản sao lưu nào. Hãy sao lưu: officer-desk backup TỆP</translation>
    </message>
    <message>
      <source>There is no data folder {path}. Check the disk, or restore a backup.</source>
      <translation>Không có thư mục dữ liệu {path}. Kiểm tra ổ đĩa, hoặc khôi phục từ bản sao lưu.</translation>
    </message>
    <message>
      <source>There is no database. Restore a backup.</source>
      <translation>Không có cơ sở dữ liệu. Khôi phục từ bản sao lưu.</translation>
    </message>
    <message>
      <source>There is no extract of HGĐ: nothing can be approved. Load one: import-households</source>
      <translation>Chưa có bản trích HGĐ nên chưa duyệt được hồ sơ. Nạp bằng import-households.</translation>
    </message>
    <message>
      <source>There is no printer. Add one in the system; until then save forms as PDF.</source>
      <translation>Chưa có máy in. Thêm máy in trong hệ thống; trước mắt hãy lưu PDF.</translation>
    </message>
    <message>
      <source>WRONG</source>
      <translation>SAI</translation>
    </message>
    <message>
      <source>look</source>
      <translation>xem lại</translation>
    </message>
    <message>
      <source>well</source>
      <translation>tốt</translation>
    </message>
    <message>
      <source>{count} messages are overdue. Is the desk open, or officer-desk deliver running?</source>
      <translation>{count} tin đã quá giờ gửi. Quầy có đang mở, hoặc officer-desk deliver có đang chạy không?</translation>
    </message>
    <message>
      <source>{count} messages could not be sent. Open «Tin nhắn», correct the address, send again.</source>
      <translation>{count} tin không gửi được. Mở «Tin nhắn», sửa địa chỉ rồi gửi lại.</translation>
    </message>
    <message>
      <source>{count} messages wait, but where they go is not set. Set mail_url and sms_url.</source>
      <translation>{count} tin đang chờ nhưng chưa có nơi gửi. Hãy đặt mail_url và sms_url.</translation>
    </message>
    <message>
      <source>{count} of {total} pictures are lost or damaged, of file {numbers}. Bring them back from a backup.</source>
      <translation>{count}/{total} ảnh bị mất hoặc hỏng, thuộc hồ sơ {numbers}. Lấy lại từ bản sao lưu.</translation>
    </message>
    <message>
      <source>{count} pictures belong to no file: an import broke off. Import those packages again.</source>
      <translation>{count} ảnh không thuộc hồ sơ nào do một lần nạp bị ngắt. Nạp lại các gói đó.</translation>
    </message>
    <message>
      <source>{count} pictures lie unencrypted. The daily run encrypts them within a week.</source>
      <translation>{count} ảnh chưa được mã hóa. Lần chạy hằng ngày sẽ mã hóa trong vòng một tuần.</translation>
    </message>
    <message>
      <source>{count} printers are ready.</source>
      <translation>{count} máy in sẵn sàng.</translation>
    </message>
    <message>
      <source>{free} MB are free, which is little. Free some space this week.</source>
      <translation>Còn {free} MB trống, khá ít. Giải phóng bớt trong tuần này.</translation>
    </message>
    <message>
      <source>{free} MB are free.</source>
      <translation>Còn {free} MB trống.</translation>
    </message>
  </context>
  <context>
    <name>EnrolmentPage</name>
    <message>
      <source>Account</source>
      <translation>Tài khoản</translation>
    </message>
    <message>
      <source>Any application for 6-digit codes (TOTP). No network needed, no cost.</source>
      <translation>Dùng ứng dụng tạo mã 6 số (TOTP) bất kỳ. Không cần mạng, không tốn tiền.</translation>
    </message>
    <message>
      <source>At least 10 characters</source>
      <translation>Ít nhất 10 ký tự</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Quay lại</translation>
    </message>
    <message>
      <source>Cannot scan? Type the key</source>
      <translation>Không quét được? Gõ khóa</translation>
    </message>
    <message>
      <source>Change the first password</source>
      <translation>Đổi mật khẩu đầu</translation>
    </message>
    <message>
      <source>Change the password</source>
      <translation>Đổi mật khẩu</translation>
    </message>
    <message>
      <source>Finish and begin to work</source>
      <translation>Hoàn tất và vào làm việc</translation>
    </message>
    <message>
      <source>First tick that you keep the codes</source>
      <translation>Hãy đánh dấu đã cất mười mã trước</translation>
    </message>
    <message>
      <source>I printed or copied the ten codes and keep them safe</source>
      <translation>Tôi đã in hoặc chép mười mã và cất ở nơi an toàn</translation>
    </message>
    <message>
      <source>Keep the file where only you can open it.</source>
      <translation>Cất tệp ở nơi chỉ mình mở được.</translation>
    </message>
    <message>
      <source>Keep the print like a key.</source>
      <translation>Cất bản in như giữ chìa khóa.</translation>
    </message>
    <message>
      <source>Keep the recovery codes</source>
      <translation>Giữ mã khôi phục</translation>
    </message>
    <message>
      <source>New password</source>
      <translation>Mật khẩu mới</translation>
    </message>
    <message>
      <source>New password again</source>
      <translation>Nhập lại mật khẩu mới</translation>
    </message>
    <message>
      <source>No codes left, or others may know them: the administrator resets, old codes end at once.</source>
      <translation>Hết mã, hoặc nghi bị lộ: nhờ quản trị đặt lại, các mã cũ hết hiệu lực ngay.</translation>
    </message>
    <message>
      <source>Not the first password</source>
      <translation>Khác mật khẩu đầu</translation>
    </message>
    <message>
      <source>Print the codes</source>
      <translation>In mã</translation>
    </message>
    <message>
      <source>SAMPLE OFFICE</source>
      <translation>CƠ QUAN MẪU</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>Save the recovery codes</source>
      <translation>Lưu mã khôi phục</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>Đã lưu thành {name}.</translation>
    </message>
    <message>
      <source>Scan this code with the phone</source>
      <translation>Quét mã này bằng điện thoại</translation>
    </message>
    <message>
      <source>Shown only now</source>
      <translation>Chỉ hiện lần này</translation>
    </message>
    <message>
      <source>Ten recovery codes</source>
      <translation>Mười mã khôi phục</translation>
    </message>
    <message>
      <source>That did not work.</source>
      <translation>Chưa làm được.</translation>
    </message>
    <message>
      <source>The account is locked. The administrator can unlock it.</source>
      <translation>Tài khoản bị khóa. Gặp quản trị để mở.</translation>
    </message>
    <message>
      <source>The code does not fit. Type the code that is shown now.</source>
      <translation>Mã chưa khớp. Nhập mã đang hiện lúc này.</translation>
    </message>
    <message>
      <source>The code fits, tied</source>
      <translation>Đúng mã, đã gắn</translation>
    </message>
    <message>
      <source>The codes were sent to the printer.</source>
      <translation>Đã gửi mười mã ra máy in.</translation>
    </message>
    <message>
      <source>The first password is no longer valid. Go back and sign in again.</source>
      <translation>Mật khẩu đầu không còn hiệu lực. Quay lại và đăng nhập lại.</translation>
    </message>
    <message>
      <source>The first password was known to others. Choose your own.</source>
      <translation>Mật khẩu đầu có người khác biết. Hãy đặt mật khẩu của riêng mình.</translation>
    </message>
    <message>
      <source>The new password does not keep every rule below.</source>
      <translation>Mật khẩu mới chưa đạt đủ các điều dưới đây.</translation>
    </message>
    <message>
      <source>The phone is tied. Keep these ten codes before you go on.</source>
      <translation>Đã gắn điện thoại. Giữ mười mã này trước khi vào làm việc.</translation>
    </message>
    <message>
      <source>The two passwords are not the same.</source>
      <translation>Hai lần gõ chưa giống nhau.</translation>
    </message>
    <message>
      <source>They appear here as soon as the phone&apos;s code fits.</source>
      <translation>Mười mã hiện ở đây khi mã trên điện thoại đã khớp.</translation>
    </message>
    <message>
      <source>Tie the phone</source>
      <translation>Gắn điện thoại</translation>
    </message>
    <message>
      <source>Tie the phone for verification codes</source>
      <translation>Gắn điện thoại làm mã xác thực</translation>
    </message>
    <message>
      <source>Typed the same way twice</source>
      <translation>Hai lần gõ giống nhau</translation>
    </message>
    <message>
      <source>Verification code that the phone shows now</source>
      <translation>Mã xác thực đang hiện trên điện thoại</translation>
    </message>
    <message>
      <source>Without the phone, one code does instead. Each code once.</source>
      <translation>Mất điện thoại thì dùng một mã thay cho mã xác thực. Mỗi mã một lần.</translation>
    </message>
    <message>
      <source>Without the user name</source>
      <translation>Không chứa tên đăng nhập</translation>
    </message>
  </context>
  <context>
    <name>Export</name>
    <message>
      <source>Channel</source>
      <translation>Kênh</translation>
    </message>
    <message>
      <source>Condition</source>
      <translation>Tình trạng</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Due on</source>
      <translation>Hạn đến nộp</translation>
    </message>
    <message>
      <source>Exported by {name} ({user}) at {time} · office {office}</source>
      <translation>Xuất bởi {name} ({user}) lúc {time} · cơ quan {office}</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>ID number</source>
      <translation>Số CCCD/CMND</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Điện thoại</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>SI code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Submitted</source>
      <translation>Ngày đăng ký</translation>
    </message>
  </context>
  <context>
    <name>FacePair</name>
    <message>
      <source>On the card</source>
      <translation>Trên thẻ</translation>
    </message>
    <message>
      <source>Portrait</source>
      <translation>Chân dung</translation>
    </message>
    <message>
      <source>Portrait beside the card&apos;s portrait</source>
      <translation>Chân dung bên ảnh trên thẻ</translation>
    </message>
  </context>
  <context>
    <name>Figure</name>
    <message>
      <source>Approved</source>
      <translation>Đã duyệt</translation>
    </message>
    <message>
      <source>Carried over</source>
      <translation>Tồn đầu kỳ</translation>
    </message>
    <message>
      <source>Channel</source>
      <translation>Kênh nộp</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Hết hạn</translation>
    </message>
    <message>
      <source>In progress</source>
      <translation>Còn lại</translation>
    </message>
    <message>
      <source>In the officer&apos;s own words</source>
      <translation>Lý do do cán bộ tự ghi</translation>
    </message>
    <message>
      <source>Judgement destroyed</source>
      <translation>Đánh giá đã bị hủy</translation>
    </message>
    <message>
      <source>Late</source>
      <translation>Trễ hạn</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan BHXH</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Opened again</source>
      <translation>Mở lại</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>Tiếp nhận</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Từ chối</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>Returned for supplement</source>
      <translation>Trả bổ sung</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Rút hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>FileHistory</name>
    <message>
      <source>Nothing has happened to this file yet.</source>
      <translation>Chưa có việc gì với hồ sơ này.</translation>
    </message>
    <message>
      <source>Taken back at {time}, does not hold</source>
      <translation>Đã hoàn tác lúc {time}, không còn hiệu lực</translation>
    </message>
  </context>
  <context>
    <name>FilmStrip</name>
    <message>
      <source>What was read of the pictures</source>
      <translation>Đọc được từ ảnh</translation>
    </message>
  </context>
  <context>
    <name>FormTexts</name>
    <message>
      <source>Control slip</source>
      <translation>Phiếu kiểm soát hồ sơ</translation>
    </message>
    <message>
      <source>Form 01 – 01/ĐK-GD (Decision 838)</source>
      <translation>Tờ khai 01/ĐK-GD (QĐ 838)</translation>
    </message>
    <message>
      <source>Form 01 – consolidated text 5236</source>
      <translation>Tờ khai mẫu 01 (VBHN 5236)</translation>
    </message>
    <message>
      <source>Forms</source>
      <translation>Tờ khai</translation>
    </message>
    <message>
      <source>Guidance page (no code in HGĐ)</source>
      <translation>Trang hướng dẫn (chưa có mã trong HGĐ)</translation>
    </message>
    <message>
      <source>Line {line} cannot be read. A quotation mark or a bracket may be missing.</source>
      <translation>Dòng {line} không đọc được. Có thể thiếu dấu ngoặc kép hoặc dấu ngoặc vuông.</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Xem trước</translation>
    </message>
    <message>
      <source>Preview, of nobody&apos;s data</source>
      <translation>Xem trước, số liệu giả định</translation>
    </message>
    <message>
      <source>Save or drop the changes first.</source>
      <translation>Lưu hoặc bỏ thay đổi trước.</translation>
    </message>
    <message>
      <source>The page shows the last wording without a fault.</source>
      <translation>Trang bên dưới là bản gần nhất không có lỗi.</translation>
    </message>
    <message>
      <source>What is printed beside the citizen&apos;s data. The law gives it: change with care.</source>
      <translation>Chữ in quanh thông tin của công dân. Do văn bản quy định: sửa cẩn thận.</translation>
    </message>
    <message>
      <source>Which paper</source>
      <translation>Loại giấy</translation>
    </message>
    <message>
      <source>Wording</source>
      <translation>Chữ in trên giấy</translation>
    </message>
    <message>
      <source>«{key}» is missing, misspelt, or has a placeholder that is not known here.</source>
      <translation>«{key}» bị thiếu, viết sai tên, hoặc có chỗ thay không dùng được ở đây.</translation>
    </message>
  </context>
  <context>
    <name>GuidancePrinting</name>
    <message>
      <source>No printer: save the page as PDF</source>
      <translation>Chưa có máy in: lưu trang thành PDF</translation>
    </message>
    <message>
      <source>The guidance page is out.</source>
      <translation>Đã in trang hướng dẫn.</translation>
    </message>
    <message>
      <source>The guidance page is saved:</source>
      <translation>Đã lưu trang hướng dẫn:</translation>
    </message>
  </context>
  <context>
    <name>HgdAnswer</name>
    <message>
      <source>code and name match</source>
      <translation>khớp mã số và họ tên</translation>
    </message>
    <message>
      <source>could not be asked</source>
      <translation>chưa hỏi được</translation>
    </message>
    <message>
      <source>the code does not exist</source>
      <translation>không tồn tại</translation>
    </message>
    <message>
      <source>the name differs</source>
      <translation>họ tên khác</translation>
    </message>
  </context>
  <context>
    <name>IdPhotos</name>
    <message>
      <source>Actual size</source>
      <translation>Cỡ thật 1:1</translation>
    </message>
    <message>
      <source>Add or replace picture</source>
      <translation>Thêm hoặc thay ảnh</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tất cả</translation>
    </message>
    <message>
      <source>All three</source>
      <translation>Cả ba</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Vừa khung</translation>
    </message>
    <message>
      <source>Look closer</source>
      <translation>Xem kỹ hơn</translation>
    </message>
    <message>
      <source>More contrast</source>
      <translation>Tăng tương phản</translation>
    </message>
    <message>
      <source>Picture {name} cannot be read. Add a new one, or assess all the same.</source>
      <translation>Ảnh {name} không đọc được. Có thể thêm ảnh mới, hoặc vẫn đánh giá.</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Ảnh</translation>
    </message>
    <message>
      <source>Reading the picture…</source>
      <translation>Đang đọc ảnh…</translation>
    </message>
    <message>
      <source>Scan this picture</source>
      <translation>Quét ảnh này</translation>
    </message>
    <message>
      <source>The picture in use stays as it is.</source>
      <translation>Ảnh đang dùng được giữ nguyên.</translation>
    </message>
    <message>
      <source>There is no picture here.</source>
      <translation>Ở đây chưa có ảnh.</translation>
    </message>
    <message>
      <source>There is no picture {name} yet.</source>
      <translation>Chưa có ảnh {name}.</translation>
    </message>
    <message>
      <source>This declaration has no pictures.</source>
      <translation>Tờ khai này không kèm ảnh nào.</translation>
    </message>
    <message>
      <source>Turn left</source>
      <translation>Xoay trái</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>Xoay phải</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Phóng to</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Thu nhỏ</translation>
    </message>
    <message>
      <source>older, {time}</source>
      <translation>bản cũ, {time}</translation>
    </message>
  </context>
  <context>
    <name>IdentityKind</name>
    <message>
      <source>Birth certificate number</source>
      <translation>Số giấy khai sinh</translation>
    </message>
    <message>
      <source>Citizen ID number</source>
      <translation>Số CCCD</translation>
    </message>
    <message>
      <source>Old ID number</source>
      <translation>Số CMND</translation>
    </message>
    <message>
      <source>Passport number</source>
      <translation>Số hộ chiếu</translation>
    </message>
  </context>
  <context>
    <name>IdentityPaper</name>
    <message>
      <source>Birth certificate</source>
      <translation>Giấy khai sinh</translation>
    </message>
    <message>
      <source>Citizen ID card</source>
      <translation>Căn cước công dân</translation>
    </message>
    <message>
      <source>Old ID card</source>
      <translation>Chứng minh nhân dân</translation>
    </message>
    <message>
      <source>Passport</source>
      <translation>Hộ chiếu</translation>
    </message>
  </context>
  <context>
    <name>ImportPanel</name>
    <message>
      <source>All packages were taken in.</source>
      <translation>Đã nhận mọi gói.</translation>
    </message>
    <message>
      <source>Back to the list</source>
      <translation>Về danh sách</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Chọn thư mục</translation>
    </message>
    <message>
      <source>Choose a folder of packages</source>
      <translation>Chọn thư mục có các gói hồ sơ</translation>
    </message>
    <message>
      <source>Choose files</source>
      <translation>Chọn tệp</translation>
    </message>
    <message>
      <source>Choose packages</source>
      <translation>Chọn gói hồ sơ</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Files are being taken in.</source>
      <translation>Đang nhập hồ sơ.</translation>
    </message>
    <message>
      <source>Here already</source>
      <translation>Đã có</translation>
    </message>
    <message>
      <source>Import files</source>
      <translation>Nhập hồ sơ</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Kết quả</translation>
    </message>
    <message>
      <source>Package</source>
      <translation>Gói</translation>
    </message>
    <message>
      <source>Packages (*.zip declaration.json)</source>
      <translation>Gói hồ sơ (*.zip declaration.json)</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Tiến độ</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Từ chối</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Kết quả nhập hồ sơ</translation>
    </message>
    <message>
      <source>Some packages were refused.</source>
      <translation>Có gói không nhận được.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>Taken in</source>
      <translation>Đã nhận</translation>
    </message>
    <message>
      <source>The import stopped.</source>
      <translation>Việc nhập đã dừng.</translation>
    </message>
    <message>
      <source>What is to blame</source>
      <translation>Chỗ sai</translation>
    </message>
    <message>
      <source>{new} new, {unchanged} here already, {refused} refused.</source>
      <translation>{new} hồ sơ mới, {unchanged} đã có, {refused} bị từ chối.</translation>
    </message>
  </context>
  <context>
    <name>Intake</name>
    <message>
      <source>Already here with the same content: nothing was changed.</source>
      <translation>Đã có hồ sơ này với cùng nội dung: không thay đổi gì.</translation>
    </message>
    <message>
      <source>Already here, unchanged (expired on {day}; can be brought back until {until}).</source>
      <translation>Đã có, không đổi (hết hạn ngày {day}; khôi phục được đến {until}).</translation>
    </message>
    <message>
      <source>Already here, unchanged (expired on {day}; its data were destroyed).</source>
      <translation>Đã có, không đổi (hết hạn ngày {day}; dữ liệu đã hủy).</translation>
    </message>
    <message>
      <source>Left out, because declaration.json does not name it: {files}.</source>
      <translation>Đã bỏ qua vì declaration.json không ghi tên: {files}.</translation>
    </message>
    <message>
      <source>Papers are missing: {roles}.</source>
      <translation>Còn thiếu giấy tờ: {roles}.</translation>
    </message>
    <message>
      <source>Withdrawn in favour of a newer one: {numbers}.</source>
      <translation>Đã hủy để thay bằng hồ sơ mới hơn: {numbers}.</translation>
    </message>
  </context>
  <context>
    <name>Kind</name>
    <message>
      <source>Change of information</source>
      <translation>Thay đổi thông tin</translation>
    </message>
    <message>
      <source>Child</source>
      <translation>Trẻ em</translation>
    </message>
    <message>
      <source>New registration</source>
      <translation>Đăng ký mới</translation>
    </message>
  </context>
  <context>
    <name>ListExport</name>
    <message>
      <source>CSV (.csv)</source>
      <translation>CSV (.csv)</translation>
    </message>
    <message>
      <source>Excel (.xlsx)</source>
      <translation>Excel (.xlsx)</translation>
    </message>
    <message>
      <source>No file was written.</source>
      <translation>Chưa ghi tệp nào.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>The export was stopped.</source>
      <translation>Đã dừng xuất danh sách.</translation>
    </message>
    <message>
      <source>The list is being written.</source>
      <translation>Đang xuất danh sách.</translation>
    </message>
    <message>
      <source>The list was not written.</source>
      <translation>Chưa xuất được danh sách.</translation>
    </message>
    <message>
      <source>The list was written.</source>
      <translation>Đã xuất danh sách.</translation>
    </message>
    <message>
      <source>Where is the list to be written?</source>
      <translation>Lưu danh sách vào đâu?</translation>
    </message>
    <message>
      <source>list-of-files</source>
      <translation>danh-sach-ho-so</translation>
    </message>
    <message>
      <source>{done} of {total} files</source>
      <translation>{done} trong {total} hồ sơ</translation>
    </message>
    <message>
      <source>{rows} files in {file}.</source>
      <translation>{rows} hồ sơ trong {file}.</translation>
    </message>
  </context>
  <context>
    <name>ListState</name>
    <message>
      <source>Load</source>
      <translation>Tải</translation>
    </message>
    <message>
      <source>Loading the list…</source>
      <translation>Đang tải danh sách…</translation>
    </message>
    <message>
      <source>Loading was stopped</source>
      <translation>Đã dừng tải danh sách</translation>
    </message>
    <message>
      <source>Normally less than a second. You can go on typing and change screens.</source>
      <translation>Bình thường dưới một giây. Vẫn gõ và chuyển màn hình được.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>The list could not be loaded</source>
      <translation>Không tải được danh sách</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Thử lại</translation>
    </message>
  </context>
  <context>
    <name>ListTools</name>
    <message>
      <source>List of those received today (PDF)…</source>
      <translation>Danh sách tiếp nhận trong ngày (PDF)…</translation>
    </message>
  </context>
  <context>
    <name>ListWords</name>
    <message>
      <source> from {first} on</source>
      <translation> từ {first}</translation>
    </message>
    <message>
      <source> from {first} to {last}</source>
      <translation> từ {first} đến {last}</translation>
    </message>
    <message>
      <source> up to {last}</source>
      <translation> đến {last}</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 hồ sơ</translation>
    </message>
    <message>
      <source>Decisions of others that you are to look at appear here.</source>
      <translation>Quyết định của người khác cần bạn xem lại hiện ở đây.</translation>
    </message>
    <message>
      <source>Files about which an officer asks appear here.</source>
      <translation>Hồ sơ mà cán bộ hỏi ý kiến hiện ở đây.</translation>
    </message>
    <message>
      <source>Files arrive as packages. Import some to begin.</source>
      <translation>Hồ sơ đến theo gói. Nhập gói hồ sơ để bắt đầu.</translation>
    </message>
    <message>
      <source>Files that you are given appear here, and answers to your questions.</source>
      <translation>Hồ sơ được giao và câu trả lời cho câu hỏi của bạn hiện ở đây.</translation>
    </message>
    <message>
      <source>Files that you decide today appear here.</source>
      <translation>Hồ sơ đã xử lý trong ngày hiện ở đây.</translation>
    </message>
    <message>
      <source>No changes of information are open</source>
      <translation>Không còn hồ sơ thay đổi thông tin</translation>
    </message>
    <message>
      <source>No decision waits for a second look</source>
      <translation>Không có quyết định nào chờ xem lại</translation>
    </message>
    <message>
      <source>No expired file can be brought back</source>
      <translation>Không có hồ sơ hết hạn nào còn khôi phục được</translation>
    </message>
    <message>
      <source>No file has been decided today</source>
      <translation>Hôm nay chưa xử lý hồ sơ nào</translation>
    </message>
    <message>
      <source>No file matches these criteria</source>
      <translation>Không có hồ sơ nào khớp điều kiện</translation>
    </message>
    <message>
      <source>No file matches «{text}»</source>
      <translation>Không có hồ sơ nào khớp «{text}»</translation>
    </message>
    <message>
      <source>No file matches «{text}» and these criteria</source>
      <translation>Không có hồ sơ nào khớp «{text}» và các điều kiện này</translation>
    </message>
    <message>
      <source>No file was found</source>
      <translation>Không thấy hồ sơ nào</translation>
    </message>
    <message>
      <source>No files are due soon</source>
      <translation>Không có hồ sơ sắp hết hạn</translation>
    </message>
    <message>
      <source>No files wait for papers</source>
      <translation>Không còn hồ sơ chờ bổ sung</translation>
    </message>
    <message>
      <source>No more files are waiting</source>
      <translation>Không còn hồ sơ chờ xử lý</translation>
    </message>
    <message>
      <source>No question is open</source>
      <translation>Không có câu hỏi nào đang chờ</translation>
    </message>
    <message>
      <source>No supplement is overdue</source>
      <translation>Không có hồ sơ nào quá hạn bổ sung</translation>
    </message>
    <message>
      <source>Nothing is assigned to you</source>
      <translation>Chưa có hồ sơ nào giao cho bạn</translation>
    </message>
    <message>
      <source>Row {row} of {total}</source>
      <translation>Dòng {row} trong {total}</translation>
    </message>
    <message>
      <source>Row {row} of {total} · newest first</source>
      <translation>Dòng {row} trong {total} · mới nhất trước</translation>
    </message>
    <message>
      <source>Row {row} of {total} · oldest first</source>
      <translation>Dòng {row} trong {total} · cũ nhất trước</translation>
    </message>
    <message>
      <source>There are no files yet</source>
      <translation>Chưa có hồ sơ nào</translation>
    </message>
    <message>
      <source>This queue is done. New files appear here by themselves.</source>
      <translation>Hàng chờ này đã hết. Hồ sơ mới tự hiện ở đây.</translation>
    </message>
    <message>
      <source>all offices</source>
      <translation>mọi cơ quan</translation>
    </message>
    <message>
      <source>matching «{text}»</source>
      <translation>khớp «{text}»</translation>
    </message>
    <message>
      <source>this office</source>
      <translation>cơ quan này</translation>
    </message>
    <message>
      <source>with criteria</source>
      <translation>theo điều kiện</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>Look</name>
    <message>
      <source>The first decision does not hold</source>
      <translation>Bỏ quyết định đầu</translation>
    </message>
    <message>
      <source>The first decision holds</source>
      <translation>Giữ quyết định đầu</translation>
    </message>
    <message>
      <source>drawn by lot</source>
      <translation>chọn ngẫu nhiên</translation>
    </message>
    <message>
      <source>near-matching name confirmed</source>
      <translation>xác nhận tên gần khớp</translation>
    </message>
    <message>
      <source>phone, e-mail or ID number shared with another code</source>
      <translation>trùng điện thoại, email hoặc số giấy tờ với mã số khác</translation>
    </message>
    <message>
      <source>picture shared with another code</source>
      <translation>trùng ảnh với mã số khác</translation>
    </message>
    <message>
      <source>the officer&apos;s own name</source>
      <translation>trùng tên cán bộ</translation>
    </message>
    <message>
      <source>the officer&apos;s own phone</source>
      <translation>điện thoại của chính cán bộ</translation>
    </message>
    <message>
      <source>third refusal of this code</source>
      <translation>mã số này bị từ chối lần thứ ba</translation>
    </message>
  </context>
  <context>
    <name>Looks</name>
    <message>
      <source>It takes effect now.</source>
      <translation>Quyết định có hiệu lực từ bây giờ.</translation>
    </message>
    <message>
      <source>It took effect already: reopen the file to decide it anew.</source>
      <translation>Quyết định đã có hiệu lực: mở lại hồ sơ để đánh giá lại.</translation>
    </message>
    <message>
      <source>Take the first decision back</source>
      <translation>Bỏ quyết định đầu</translation>
    </message>
    <message>
      <source>The decision took effect already: to take it back, reopen the file.</source>
      <translation>Quyết định đã có hiệu lực: muốn bỏ thì mở lại hồ sơ.</translation>
    </message>
    <message>
      <source>The file is to be decided anew. No message went out.</source>
      <translation>Hồ sơ chờ đánh giá lại. Chưa gửi tin nào.</translation>
    </message>
    <message>
      <source>The first decision does not hold.</source>
      <translation>Không giữ quyết định đầu.</translation>
    </message>
    <message>
      <source>The first decision holds</source>
      <translation>Giữ quyết định đầu</translation>
    </message>
    <message>
      <source>The first decision holds.</source>
      <translation>Giữ quyết định đầu.</translation>
    </message>
    <message>
      <source>The first decision was taken back.</source>
      <translation>Đã bỏ quyết định đầu.</translation>
    </message>
    <message>
      <source>Two officers found differently</source>
      <translation>Hai người đánh giá khác nhau</translation>
    </message>
    <message>
      <source>Until then no message goes out. Taken back, the file is decided anew.</source>
      <translation>Chưa gửi tin nào. Nếu bỏ, hồ sơ được đánh giá lại từ đầu.</translation>
    </message>
  </context>
  <context>
    <name>Loupe</name>
    <message>
      <source>Magnifying glass</source>
      <translation>Kính lúp</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>1 recovery code left.</source>
      <translation>Còn 1 mã khôi phục.</translation>
    </message>
    <message>
      <source>HGĐ cannot be asked.</source>
      <translation>Chưa hỏi được HGĐ.</translation>
    </message>
    <message>
      <source>HGĐ: extract of {time}</source>
      <translation>HGĐ: trích {time}</translation>
    </message>
    <message>
      <source>No recovery code is left.</source>
      <translation>Hết mã khôi phục.</translation>
    </message>
    <message>
      <source>Reception desk</source>
      <translation>Bàn tiếp nhận hồ sơ</translation>
    </message>
    <message>
      <source>Without the phone only the administrator can help you in.</source>
      <translation>Mất điện thoại thì chỉ quản trị mở lại được.</translation>
    </message>
    <message>
      <source>choose</source>
      <translation>chọn</translation>
    </message>
    <message>
      <source>choose several</source>
      <translation>chọn nhiều</translation>
    </message>
    <message>
      <source>more criteria</source>
      <translation>mở rộng</translation>
    </message>
    <message>
      <source>open its files</source>
      <translation>mở hồ sơ của số</translation>
    </message>
    <message>
      <source>open the file</source>
      <translation>mở hồ sơ</translation>
    </message>
    <message>
      <source>period before, after</source>
      <translation>kỳ trước, kỳ sau</translation>
    </message>
    <message>
      <source>quick box</source>
      <translation>ô tìm nhanh</translation>
    </message>
    <message>
      <source>send again</source>
      <translation>gửi lại</translation>
    </message>
    <message>
      <source>{left} recovery codes left.</source>
      <translation>Còn {left} mã khôi phục.</translation>
    </message>
  </context>
  <context>
    <name>MessageBox</name>
    <message>
      <source>Email</source>
      <translation>Email</translation>
    </message>
    <message>
      <source>Message to be sent</source>
      <translation>Tin sẽ gửi</translation>
    </message>
    <message>
      <source>Old e-mail</source>
      <translation>Email cũ</translation>
    </message>
    <message>
      <source>SMS</source>
      <translation>SMS</translation>
    </message>
    <message>
      <source>SMS, old number</source>
      <translation>SMS số cũ</translation>
    </message>
    <message>
      <source>to {address}</source>
      <translation>gửi {address}</translation>
    </message>
    <message>
      <source>{parts} message · {characters}/{capacity} characters · to {address}</source>
      <translation>{parts} tin · {characters}/{capacity} ký tự · gửi {address}</translation>
    </message>
    <message>
      <source>{parts} messages · {characters}/{capacity} characters · to {address}</source>
      <translation>{parts} tin · {characters}/{capacity} ký tự · gửi {address}</translation>
    </message>
  </context>
  <context>
    <name>MessageColumns</name>
    <message>
      <source>At</source>
      <translation>Lúc</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>Nội dung</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Lý do</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Gửi đến</translation>
    </message>
    <message>
      <source>Way</source>
      <translation>Đường gửi</translation>
    </message>
  </context>
  <context>
    <name>MessageDetail</name>
    <message>
      <source>Content</source>
      <translation>Nội dung</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Tin nhắn đang xem</translation>
    </message>
    <message>
      <source>Open the file</source>
      <translation>Mở hồ sơ</translation>
    </message>
    <message>
      <source>Sent to</source>
      <translation>Gửi đến</translation>
    </message>
    <message>
      <source>Told another way</source>
      <translation>Đã báo cách khác</translation>
    </message>
    <message>
      <source>Tries</source>
      <translation>Các lần thử</translation>
    </message>
  </context>
  <context>
    <name>MessageLine</name>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
  </context>
  <context>
    <name>MessageTexts</name>
    <message>
      <source>E-mail</source>
      <translation>Thư điện tử</translation>
    </message>
    <message>
      <source>Filled in when it is sent – a click puts it where the cursor is:</source>
      <translation>Chỗ thay, điền khi gửi – bấm để chèn vào chỗ con trỏ:</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Tin nhắn</translation>
    </message>
    <message>
      <source>Occasions</source>
      <translation>Các loại tin</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Xem trước</translation>
    </message>
    <message>
      <source>Preview, with made-up values</source>
      <translation>Xem trước, số liệu giả định</translation>
    </message>
    <message>
      <source>SMS</source>
      <translation>SMS</translation>
    </message>
    <message>
      <source>Subject of the e-mail</source>
      <translation>Tiêu đề thư</translation>
    </message>
    <message>
      <source>What citizens get. SMS go out without accents.</source>
      <translation>Nội dung gửi công dân. SMS gửi đi không dấu.</translation>
    </message>
    <message>
      <source>{parts} SMS · {characters}/{capacity} characters · without accents</source>
      <translation>{parts} tin SMS · {characters}/{capacity} ký tự · không dấu</translation>
    </message>
  </context>
  <context>
    <name>MessageWords</name>
    <message>
      <source>Account issued</source>
      <translation>Cấp tài khoản</translation>
    </message>
    <message>
      <source>Account suspended</source>
      <translation>Tạm dừng tài khoản</translation>
    </message>
    <message>
      <source>Being sent</source>
      <translation>Đang gửi</translation>
    </message>
    <message>
      <source>Could not be sent</source>
      <translation>Chưa gửi được</translation>
    </message>
    <message>
      <source>Deadline has passed</source>
      <translation>Hết hạn đến nộp</translation>
    </message>
    <message>
      <source>Declaration received</source>
      <translation>Đã nhận tờ khai</translation>
    </message>
    <message>
      <source>Email</source>
      <translation>Email</translation>
    </message>
    <message>
      <source>Email, with the form as a PDF</source>
      <translation>Email, kèm tờ khai mẫu 01 (PDF)</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Lỗi</translation>
    </message>
    <message>
      <source>Information updated</source>
      <translation>Cập nhật thông tin</translation>
    </message>
    <message>
      <source>Information updated (old number)</source>
      <translation>Cập nhật thông tin (số cũ)</translation>
    </message>
    <message>
      <source>It is not tried again by itself: correct the address and send it again.</source>
      <translation>Không tự gửi nữa: xem lại nơi nhận rồi bấm «Gửi lại».</translation>
    </message>
    <message>
      <source>It is sent within a minute.</source>
      <translation>Tin tự gửi trong vòng một phút.</translation>
    </message>
    <message>
      <source>Next try at {time}, and so on until {end}.</source>
      <translation>Lần thử tới lúc {time}, thử tiếp đến {end}.</translation>
    </message>
    <message>
      <source>Next try at {time}.</source>
      <translation>Lần thử tới lúc {time}.</translation>
    </message>
    <message>
      <source>Not sent</source>
      <translation>Chưa gửi được</translation>
    </message>
    <message>
      <source>Notice</source>
      <translation>Thông báo</translation>
    </message>
    <message>
      <source>Papers are missing</source>
      <translation>Cần bổ sung</translation>
    </message>
    <message>
      <source>Received, with the form</source>
      <translation>Đã nhận, kèm tờ khai</translation>
    </message>
    <message>
      <source>Rejected, with the reason</source>
      <translation>Từ chối, kèm lý do</translation>
    </message>
    <message>
      <source>Reminder of the deadline</source>
      <translation>Nhắc hạn đến nộp</translation>
    </message>
    <message>
      <source>SMS</source>
      <translation>SMS</translation>
    </message>
    <message>
      <source>Sending is paused. The message goes out when sending goes on.</source>
      <translation>Đang tạm dừng gửi. Tin sẽ đi khi bấm «Gửi tiếp».</translation>
    </message>
    <message>
      <source>Sent</source>
      <translation>Đã gửi</translation>
    </message>
    <message>
      <source>Sent at {time}, on try {count}.</source>
      <translation>Đã gửi lúc {time}, ở lần thử {count}.</translation>
    </message>
    <message>
      <source>Sent at {time}.</source>
      <translation>Đã gửi lúc {time}.</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Đã rút lại</translation>
    </message>
    <message>
      <source>The citizen was told in another way. This message is not sent unless you send it again.</source>
      <translation>Công dân đã được báo bằng cách khác. Tin này không gửi nữa, trừ khi bấm «Gửi lại».</translation>
    </message>
    <message>
      <source>The decision can be taken back until {time}. Then the message goes out.</source>
      <translation>Quyết định còn hoàn tác được đến {time}. Sau đó tin tự gửi.</translation>
    </message>
    <message>
      <source>The decision was taken back before the message went out. The citizen got nothing.</source>
      <translation>Quyết định đã được hoàn tác trước khi tin gửi đi. Công dân chưa nhận gì.</translation>
    </message>
    <message>
      <source>The message could not be delivered</source>
      <translation>Tin chưa chuyển được</translation>
    </message>
    <message>
      <source>The message is on its way at this moment.</source>
      <translation>Tin đang được gửi ngay lúc này.</translation>
    </message>
    <message>
      <source>The messages wait. The administrator sets the way under «Settings».</source>
      <translation>Tin được giữ lại. Quản trị đặt đường gửi ở «Cài đặt», mục «Gửi tin».</translation>
    </message>
    <message>
      <source>The way does not answer. The messages wait and are tried again.</source>
      <translation>Đường gửi chưa trả lời. Tin được giữ lại và tự gửi lại sau.</translation>
    </message>
    <message>
      <source>Told</source>
      <translation>Đã báo</translation>
    </message>
    <message>
      <source>Told another way</source>
      <translation>Đã báo cách khác</translation>
    </message>
    <message>
      <source>Tried once, at {time}.</source>
      <translation>Đã thử 1 lần, lúc {time}.</translation>
    </message>
    <message>
      <source>Tried {count} times, last at {time}.</source>
      <translation>Đã thử {count} lần, lần cuối {time}.</translation>
    </message>
    <message>
      <source>Under review again</source>
      <translation>Xem xét lại hồ sơ</translation>
    </message>
    <message>
      <source>Updated, with the form</source>
      <translation>Cập nhật, kèm tờ khai</translation>
    </message>
    <message>
      <source>Waiting for undo</source>
      <translation>Chờ hoàn tác</translation>
    </message>
    <message>
      <source>Waiting to be sent</source>
      <translation>Chờ gửi</translation>
    </message>
    <message>
      <source>being retried</source>
      <translation>đang thử lại</translation>
    </message>
    <message>
      <source>no way yet</source>
      <translation>chưa đặt</translation>
    </message>
    <message>
      <source>not set up</source>
      <translation>chưa đặt</translation>
    </message>
    <message>
      <source>now</source>
      <translation>bây giờ</translation>
    </message>
    <message>
      <source>open</source>
      <translation>thông</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>hôm qua</translation>
    </message>
    <message>
      <source>{channel} is not set up yet. The message waits and is sent once it is.</source>
      <translation>Chưa đặt đường gửi {channel}. Tin được giữ lại và tự gửi khi đặt xong.</translation>
    </message>
    <message>
      <source>{parts} SMS · {characters}/{capacity} characters · without accents</source>
      <translation>{parts} tin SMS · {characters}/{capacity} ký tự · không dấu</translation>
    </message>
    <message>
      <source>{time} on {day}</source>
      <translation>{time} ngày {day}</translation>
    </message>
    <message>
      <source>{what}, with the form</source>
      <translation>{what}, kèm tờ khai</translation>
    </message>
  </context>
  <context>
    <name>MessagesHead</name>
    <message>
      <source>A supervisor or the administrator pauses sending.</source>
      <translation>Phụ trách hoặc quản trị tạm dừng việc gửi.</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tất cả</translation>
    </message>
    <message>
      <source>Go on sending</source>
      <translation>Gửi tiếp</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Tin nhắn</translation>
    </message>
    <message>
      <source>Pause all</source>
      <translation>Tạm dừng tất cả</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Làm mới</translation>
    </message>
    <message>
      <source>SMS and email to citizens</source>
      <translation>SMS và email gửi công dân</translation>
    </message>
    <message>
      <source>{count} messages</source>
      <translation>{count} tin</translation>
    </message>
  </context>
  <context>
    <name>MessagesPage</name>
    <message>
      <source>1 message in 30 days</source>
      <translation>1 tin trong 30 ngày</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Tin nhắn</translation>
    </message>
    <message>
      <source>Messages to citizens appear here as soon as files are recorded.</source>
      <translation>Tin gửi công dân hiện ở đây khi hồ sơ được ghi nhận.</translation>
    </message>
    <message>
      <source>No message has failed.</source>
      <translation>Không có tin nào lỗi.</translation>
    </message>
    <message>
      <source>Noted that the citizen was told. File {number}.</source>
      <translation>Đã ghi là công dân được báo cách khác. Hồ sơ {number}.</translation>
    </message>
    <message>
      <source>Show all messages</source>
      <translation>Xem tất cả</translation>
    </message>
    <message>
      <source>The message could not be opened.</source>
      <translation>Chưa mở được tin này.</translation>
    </message>
    <message>
      <source>The message is queued again. It goes to {address} once the administrator has set the way.</source>
      <translation>Đã xếp tin để gửi lại. Tin sẽ gửi đến {address} khi quản trị đặt đường gửi («Cài đặt» › «Gửi tin»).</translation>
    </message>
    <message>
      <source>The message is queued again. It goes to {address}.</source>
      <translation>Đã xếp tin để gửi lại. Tin sẽ gửi đến {address}.</translation>
    </message>
    <message>
      <source>There are no messages yet.</source>
      <translation>Chưa có tin nào.</translation>
    </message>
    <message>
      <source>There is no message under «{name}».</source>
      <translation>Không có tin nào ở mục «{name}».</translation>
    </message>
    <message>
      <source>{count} messages in 30 days</source>
      <translation>{count} tin trong 30 ngày</translation>
    </message>
  </context>
  <context>
    <name>NotSignedBox</name>
    <message>
      <source>Why without the signed form</source>
      <translation>Lý do chưa có tờ khai đã ký</translation>
    </message>
    <message>
      <source>↓ chooses, or type it</source>
      <translation>↓ để chọn, hoặc gõ lý do</translation>
    </message>
  </context>
  <context>
    <name>NoticeLines</name>
    <message>
      <source>Ask again</source>
      <translation>Hỏi lại</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>và {count} điều khác</translation>
    </message>
  </context>
  <context>
    <name>Notices</name>
    <message>
      <source>Asked of the citizen: {words}</source>
      <translation>Đã yêu cầu: {words}</translation>
    </message>
    <message>
      <source>File {number} was reopened: decide it first.</source>
      <translation>Hồ sơ {number} được mở lại: xử lý hồ sơ đó trước.</translation>
    </message>
    <message>
      <source>HGĐ could not be asked.</source>
      <translation>Chưa hỏi được HGĐ.</translation>
    </message>
    <message>
      <source>HGĐ: another name.</source>
      <translation>HGĐ: tên khác.</translation>
    </message>
    <message>
      <source>HGĐ: code and name match</source>
      <translation>HGĐ: khớp mã số và họ tên</translation>
    </message>
    <message>
      <source>HGĐ: the name nearly matches.</source>
      <translation>HGĐ: tên gần khớp.</translation>
    </message>
    <message>
      <source>HGĐ: this code is not there yet.</source>
      <translation>HGĐ: chưa có mã số này.</translation>
    </message>
    <message>
      <source>It will be asked again on recording.</source>
      <translation>Sẽ hỏi lại khi ghi nhận.</translation>
    </message>
    <message>
      <source>Look whether it is the same person.</source>
      <translation>Xem có phải cùng một người không.</translation>
    </message>
    <message>
      <source>Pictures are missing: {names}.</source>
      <translation>Còn thiếu ảnh: {names}.</translation>
    </message>
    <message>
      <source>Refuse the file (F9) and guide the citizen to register.</source>
      <translation>Từ chối hồ sơ (F9) và hướng dẫn công dân đăng ký.</translation>
    </message>
    <message>
      <source>Registration {number} is not decided yet: decide it first.</source>
      <translation>Hồ sơ đăng ký {number} chưa xử lý: xử lý hồ sơ đó trước.</translation>
    </message>
    <message>
      <source>Same ID number</source>
      <translation>Cùng số giấy tờ</translation>
    </message>
    <message>
      <source>Same e-mail</source>
      <translation>Cùng email</translation>
    </message>
    <message>
      <source>Same person</source>
      <translation>Cùng người</translation>
    </message>
    <message>
      <source>Same phone</source>
      <translation>Cùng điện thoại</translation>
    </message>
    <message>
      <source>The ID number is registered for another code.</source>
      <translation>Số giấy tờ đã đăng ký cho mã số khác.</translation>
    </message>
    <message>
      <source>The account in use belongs to file {number}.</source>
      <translation>Tài khoản đang dùng thuộc hồ sơ {number}.</translation>
    </message>
    <message>
      <source>The account is suspended until this file is decided again.</source>
      <translation>Tài khoản tạm ngừng cho đến khi hồ sơ này được quyết định lại.</translation>
    </message>
    <message>
      <source>The account is suspended.</source>
      <translation>Tài khoản đang tạm ngừng.</translation>
    </message>
    <message>
      <source>The data of this file were destroyed.</source>
      <translation>Dữ liệu của hồ sơ này đã hủy.</translation>
    </message>
    <message>
      <source>The e-mail is registered for another code.</source>
      <translation>Email đã đăng ký cho mã số khác.</translation>
    </message>
    <message>
      <source>The extract cannot be read. «Ask again» later. The file stays.</source>
      <translation>Không đọc được trích dữ liệu. Bấm «Hỏi lại» sau. Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>The extract is too old. Load a new one, then «Ask again». The file stays.</source>
      <translation>Trích dữ liệu đã quá cũ. Nhập trích mới rồi bấm «Hỏi lại». Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>The phone is registered for another code.</source>
      <translation>Điện thoại đã đăng ký cho mã số khác.</translation>
    </message>
    <message>
      <source>There is no extract yet. Load one, then «Ask again». The file stays.</source>
      <translation>Chưa có trích dữ liệu. Nhập trích rồi bấm «Hỏi lại». Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>There it is written «{name}».</source>
      <translation>HGĐ ghi «{name}».</translation>
    </message>
    <message>
      <source>This code has no account that could be changed.</source>
      <translation>Mã số này không có tài khoản để thay đổi.</translation>
    </message>
    <message>
      <source>This code is registered already.</source>
      <translation>Mã số đã được đăng ký.</translation>
    </message>
    <message>
      <source>asked {time}</source>
      <translation>hỏi {time}</translation>
    </message>
    <message>
      <source>born {date}</source>
      <translation>sinh {date}</translation>
    </message>
    <message>
      <source>extract {time}</source>
      <translation>trích {time}</translation>
    </message>
    <message>
      <source>female</source>
      <translation>Nữ</translation>
    </message>
    <message>
      <source>male</source>
      <translation>Nam</translation>
    </message>
    <message>
      <source>year of birth {date}</source>
      <translation>năm sinh {date}</translation>
    </message>
    <message>
      <source>{what} as {number}, {name}.</source>
      <translation>{what} với hồ sơ {number}, {name}.</translation>
    </message>
  </context>
  <context>
    <name>OfficeData</name>
    <message>
      <source>Address</source>
      <translation>Địa chỉ</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>Mã cơ quan</translation>
    </message>
    <message>
      <source>In messages where a text says {{office_address}}.</source>
      <translation>Điền vào tin nhắn ở chỗ {{office_address}}.</translation>
    </message>
    <message>
      <source>In messages where a text says {{office_phone}}.</source>
      <translation>Điền vào tin nhắn ở chỗ {{office_phone}}.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Tên cơ quan</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Điện thoại</translation>
    </message>
    <message>
      <source>Stands in messages to citizens; the name also on printed pages.</source>
      <translation>Có trong tin gửi công dân; tên cơ quan còn có trên giấy in.</translation>
    </message>
  </context>
  <context>
    <name>OtherDraft</name>
    <message>
      <source>Draft of {name}, {time}</source>
      <translation>Bản nháp của {name}, {time}</translation>
    </message>
    <message>
      <source>Next draft ({place}/{count})</source>
      <translation>Bản nháp kế ({place}/{count})</translation>
    </message>
    <message>
      <source>Put the draft away</source>
      <translation>Cất bản nháp</translation>
    </message>
    <message>
      <source>Use this draft</source>
      <translation>Dùng bản nháp này</translation>
    </message>
    <message>
      <source>Your draft, kept</source>
      <translation>Bản nháp của bạn, đã giữ</translation>
    </message>
  </context>
  <context>
    <name>PasswordField</name>
    <message>
      <source>Hide the password</source>
      <translation>Giấu mật khẩu</translation>
    </message>
    <message>
      <source>Show the password</source>
      <translation>Xem mật khẩu</translation>
    </message>
  </context>
  <context>
    <name>Period</name>
    <message>
      <source>Day {day}</source>
      <translation>Ngày {day}</translation>
    </message>
    <message>
      <source>From {first} to {last}</source>
      <translation>Từ ngày {first} đến ngày {last}</translation>
    </message>
    <message>
      <source>Month {month}/{year}</source>
      <translation>Tháng {month}/{year}</translation>
    </message>
    <message>
      <source>Week {week}/{year} ({first} – {last})</source>
      <translation>Tuần {week}/{year} ({first} – {last})</translation>
    </message>
  </context>
  <context>
    <name>PictureFrame</name>
    <message>
      <source>Add picture</source>
      <translation>Thêm ảnh</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>Bản đang dùng</translation>
    </message>
    <message>
      <source>Version of {time}</source>
      <translation>Bản {time}</translation>
    </message>
    <message>
      <source>seen</source>
      <translation>đã xem</translation>
    </message>
    <message>
      <source>shown: {field}</source>
      <translation>đang chỉ: {field}</translation>
    </message>
    <message>
      <source>{count} older</source>
      <translation>{count} bản cũ</translation>
    </message>
  </context>
  <context>
    <name>PictureLooks</name>
    <message>
      <source>Magnifying glass</source>
      <translation>Kính lúp</translation>
    </message>
    <message>
      <source>Pictures on a second screen</source>
      <translation>Ảnh trên màn hình thứ hai</translation>
    </message>
    <message>
      <source>Portrait beside the card&apos;s portrait</source>
      <translation>Chân dung bên ảnh trên thẻ</translation>
    </message>
    <message>
      <source>Straighten by 1° to the left</source>
      <translation>Chỉnh nghiêng 1° sang trái</translation>
    </message>
    <message>
      <source>Straighten by 1° to the right</source>
      <translation>Chỉnh nghiêng 1° sang phải</translation>
    </message>
  </context>
  <context>
    <name>PicturePairs</name>
    <message>
      <source>New</source>
      <translation>Mới</translation>
    </message>
    <message>
      <source>Old</source>
      <translation>Cũ</translation>
    </message>
    <message>
      <source>Old and new</source>
      <translation>Cũ và mới</translation>
    </message>
    <message>
      <source>The account has no such picture yet.</source>
      <translation>Tài khoản chưa có ảnh này.</translation>
    </message>
    <message>
      <source>The new picture is the one that the account uses already.</source>
      <translation>Ảnh đề nghị chính là ảnh đang dùng.</translation>
    </message>
    <message>
      <source>shows old and new in turns, in the same place.</source>
      <translation>chớp qua lại ảnh cũ và mới, cùng một chỗ.</translation>
    </message>
    <message>
      <source>since {day}</source>
      <translation>từ {day}</translation>
    </message>
    <message>
      <source>{name} asked for</source>
      <translation>{name} đề nghị</translation>
    </message>
    <message>
      <source>{name} before</source>
      <translation>{name} trước khi đổi</translation>
    </message>
    <message>
      <source>{name} in use</source>
      <translation>{name} đang dùng</translation>
    </message>
    <message>
      <source>{name} now</source>
      <translation>{name} mới</translation>
    </message>
  </context>
  <context>
    <name>PictureRole</name>
    <message>
      <source>Back</source>
      <translation>Mặt sau</translation>
    </message>
    <message>
      <source>Birth certificate</source>
      <translation>Giấy khai sinh</translation>
    </message>
    <message>
      <source>Front</source>
      <translation>Mặt trước</translation>
    </message>
    <message>
      <source>Portrait 4×6</source>
      <translation>Chân dung 4×6</translation>
    </message>
  </context>
  <context>
    <name>PictureWindow</name>
    <message>
      <source>Pictures of the open file</source>
      <translation>Ảnh của hồ sơ đang mở</translation>
    </message>
  </context>
  <context>
    <name>PictureWords</name>
    <message>
      <source>Data page</source>
      <translation>Trang nhân thân</translation>
    </message>
    <message>
      <source>Portrait</source>
      <translation>Chân dung</translation>
    </message>
  </context>
  <context>
    <name>PrintPreview</name>
    <message>
      <source>Back to the file</source>
      <translation>Quay lại hồ sơ</translation>
    </message>
    <message>
      <source>Choose the form, the slip or both.</source>
      <translation>Chọn tờ khai, phiếu kiểm soát, hoặc cả hai.</translation>
    </message>
    <message>
      <source>Control slip of the office</source>
      <translation>Phiếu kiểm soát của cơ quan</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>Số bản</translation>
    </message>
    <message>
      <source>Every print is counted and recorded. A reprint says «reprint» on the control slip.</source>
      <translation>Mỗi lần in được đếm và ghi nhật ký. In lại ghi rõ «bản in lại» trên phiếu kiểm soát.</translation>
    </message>
    <message>
      <source>Fit the page</source>
      <translation>Vừa trang</translation>
    </message>
    <message>
      <source>Fit the width</source>
      <translation>Vừa bề ngang</translation>
    </message>
    <message>
      <source>Form for the citizen to sign</source>
      <translation>Tờ khai cho công dân ký</translation>
    </message>
    <message>
      <source>No printer is set up</source>
      <translation>Chưa có máy in nào</translation>
    </message>
    <message>
      <source>Not printed</source>
      <translation>Không in</translation>
    </message>
    <message>
      <source>Not printed or saved yet</source>
      <translation>Chưa in, chưa lưu lần nào</translation>
    </message>
    <message>
      <source>One page, no line is cut</source>
      <translation>Một trang, không dòng nào bị cắt</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Khổ giấy</translation>
    </message>
    <message>
      <source>Preview of the form</source>
      <translation>Xem trước tờ khai</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Print the form</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>Printed on {printer}.</source>
      <translation>Đã in trên {printer}.</translation>
    </message>
    <message>
      <source>Printed or saved before: {count}</source>
      <translation>Đã in hoặc lưu {count} lần</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>Máy in</translation>
    </message>
    <message>
      <source>Printer dialog…</source>
      <translation>Hộp thoại máy in…</translation>
    </message>
    <message>
      <source>Prints 1 page on {printer}</source>
      <translation>In 1 trang trên {printer}</translation>
    </message>
    <message>
      <source>Prints {pages} pages on {printer}</source>
      <translation>In {pages} trang trên {printer}</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>Sent to {printer}.</source>
      <translation>Đã gửi tới {printer}.</translation>
    </message>
    <message>
      <source>The PDF is saved.</source>
      <translation>Đã lưu PDF.</translation>
    </message>
    <message>
      <source>The QR code cannot be read</source>
      <translation>Mã QR không đọc lại được</translation>
    </message>
    <message>
      <source>The form waits in the queue, not printed yet.</source>
      <translation>Tờ khai chờ trong hàng, chưa in.</translation>
    </message>
    <message>
      <source>The job was cancelled or failed. Look at the printer, then print again.</source>
      <translation>Lệnh in bị hủy hoặc hỏng. Xem lại máy in rồi in lại.</translation>
    </message>
    <message>
      <source>The printer {printer} is paused.</source>
      <translation>Máy in {printer} đang tạm dừng.</translation>
    </message>
    <message>
      <source>The printer {printer} is still busy.</source>
      <translation>Máy in {printer} còn bận.</translation>
    </message>
    <message>
      <source>The signed QR code can be read</source>
      <translation>Mã QR có chữ ký, đọc lại được</translation>
    </message>
    <message>
      <source>There is no printer. The PDF can be saved.</source>
      <translation>Chưa có máy in. Vẫn lưu PDF được.</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Mẫu</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Phóng to</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Thu nhỏ</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>đang tạm dừng</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>sẵn sàng</translation>
    </message>
    <message>
      <source>state unknown</source>
      <translation>chưa rõ</translation>
    </message>
    <message>
      <source>{name}, folder {folder}</source>
      <translation>{name}, thư mục {folder}</translation>
    </message>
    <message>
      <source>{printer} did not print the form.</source>
      <translation>{printer} chưa in được tờ khai.</translation>
    </message>
  </context>
  <context>
    <name>Questions</name>
    <message>
      <source>Already asked.</source>
      <translation>Đã hỏi rồi.</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>Câu trả lời</translation>
    </message>
    <message>
      <source>Answer the question</source>
      <translation>Trả lời câu hỏi của cán bộ</translation>
    </message>
    <message>
      <source>Ask the supervisor</source>
      <translation>Hỏi người phụ trách</translation>
    </message>
    <message>
      <source>Do not</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>Câu hỏi</translation>
    </message>
    <message>
      <source>Send the answer</source>
      <translation>Trả lời</translation>
    </message>
    <message>
      <source>Send the question</source>
      <translation>Gửi câu hỏi</translation>
    </message>
    <message>
      <source>The answer was sent to {name}.</source>
      <translation>Đã trả lời {name}.</translation>
    </message>
    <message>
      <source>The file can still be decided.</source>
      <translation>Vẫn có thể quyết định hồ sơ.</translation>
    </message>
    <message>
      <source>The question was sent to the supervisors.</source>
      <translation>Đã gửi câu hỏi cho người phụ trách.</translation>
    </message>
    <message>
      <source>The question was sent; the answer will stand above the data.</source>
      <translation>Câu hỏi đã gửi; câu trả lời sẽ hiện trên phần dữ liệu.</translation>
    </message>
    <message>
      <source>Write something first.</source>
      <translation>Cần nhập nội dung.</translation>
    </message>
    <message>
      <source>{name} asks, {time}</source>
      <translation>{name} hỏi, {time}</translation>
    </message>
  </context>
  <context>
    <name>Queue</name>
    <message>
      <source>Change of information</source>
      <translation>Thay đổi thông tin</translation>
    </message>
    <message>
      <source>Done today</source>
      <translation>Đã xử lý hôm nay</translation>
    </message>
    <message>
      <source>Due soon</source>
      <translation>Sắp hết hạn</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Hết hạn</translation>
    </message>
    <message>
      <source>Individuals</source>
      <translation>Cá nhân</translation>
    </message>
    <message>
      <source>My work</source>
      <translation>Việc của tôi</translation>
    </message>
    <message>
      <source>Papers are missing</source>
      <translation>Chờ bổ sung</translation>
    </message>
    <message>
      <source>Questions</source>
      <translation>Câu hỏi</translation>
    </message>
    <message>
      <source>Second look</source>
      <translation>Xem lại</translation>
    </message>
    <message>
      <source>Supplement overdue</source>
      <translation>Quá hạn bổ sung</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Chờ xử lý</translation>
    </message>
  </context>
  <context>
    <name>QuickBox</name>
    <message>
      <source>Clear the quick box</source>
      <translation>Xóa chữ tìm nhanh</translation>
    </message>
    <message>
      <source>Find a file</source>
      <translation>Tìm hồ sơ</translation>
    </message>
    <message>
      <source>Number, code, ID number, phone, name</source>
      <translation>Số hồ sơ, mã số, số CCCD, điện thoại, họ tên</translation>
    </message>
  </context>
  <context>
    <name>ReadingState</name>
    <message>
      <source>Go on</source>
      <translation>Đọc tiếp</translation>
    </message>
    <message>
      <source>Pictures read {done}/{total}, stopped</source>
      <translation>Tạm dừng đọc ảnh {done}/{total}</translation>
    </message>
    <message>
      <source>Reading pictures {done}/{total}</source>
      <translation>Đang đọc ảnh {done}/{total}</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
  </context>
  <context>
    <name>ReasonTexts</name>
    <message>
      <source>Add a group</source>
      <translation>Thêm nhóm</translation>
    </message>
    <message>
      <source>Add a group first.</source>
      <translation>Thêm một nhóm trước.</translation>
    </message>
    <message>
      <source>Add a reason</source>
      <translation>Thêm lý do</translation>
    </message>
    <message>
      <source>Change the words</source>
      <translation>Sửa chữ</translation>
    </message>
    <message>
      <source>Choose a reason or a group first.</source>
      <translation>Chọn một lý do hoặc một nhóm trước.</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Xuống</translation>
    </message>
    <message>
      <source>It is the first.</source>
      <translation>Đã ở đầu.</translation>
    </message>
    <message>
      <source>It is the last.</source>
      <translation>Đã ở cuối.</translation>
    </message>
    <message>
      <source>New group</source>
      <translation>Nhóm mới</translation>
    </message>
    <message>
      <source>New reason</source>
      <translation>Lý do mới</translation>
    </message>
    <message>
      <source>Not valid</source>
      <translation>Không hợp lệ</translation>
    </message>
    <message>
      <source>Officers choose from these; they may add words of their own.</source>
      <translation>Cán bộ chọn từ danh mục này, và được ghi thêm.</translation>
    </message>
    <message>
      <source>Papers are missing</source>
      <translation>Chờ bổ sung</translation>
    </message>
    <message>
      <source>Reasons</source>
      <translation>Lý do</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Xóa</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Lên</translation>
    </message>
    <message>
      <source>Which list</source>
      <translation>Danh mục nào</translation>
    </message>
    <message>
      <source>Withdrawal</source>
      <translation>Rút hồ sơ</translation>
    </message>
    <message>
      <source>Without the signed form</source>
      <translation>Chưa có tờ khai đã ký</translation>
    </message>
  </context>
  <context>
    <name>ReasonsPanel</name>
    <message>
      <source>Enter the reason</source>
      <translation>Nhập lý do</translation>
    </message>
    <message>
      <source>Filter reasons</source>
      <translation>Lọc lý do</translation>
    </message>
    <message>
      <source>Missing in this file</source>
      <translation>Còn thiếu trong hồ sơ</translation>
    </message>
    <message>
      <source>No reason has these words.</source>
      <translation>Không có lý do nào có chữ này.</translation>
    </message>
    <message>
      <source>Other papers, sent to the citizen</source>
      <translation>Nội dung khác, gửi kèm cho công dân</translation>
    </message>
    <message>
      <source>Other reason, sent to the citizen</source>
      <translation>Lý do khác, gửi kèm cho công dân</translation>
    </message>
    <message>
      <source>What has to be added</source>
      <translation>Nội dung cần bổ sung</translation>
    </message>
    <message>
      <source>choose one or more</source>
      <translation>chọn một hoặc nhiều</translation>
    </message>
    <message>
      <source>proposed</source>
      <translation>gợi ý</translation>
    </message>
    <message>
      <source>{count} chosen</source>
      <translation>đang chọn {count}</translation>
    </message>
    <message>
      <source>{count} reasons chosen</source>
      <translation>{count} lý do đang chọn</translation>
    </message>
    <message>
      <source>{count}/{most} characters</source>
      <translation>{count}/{most} ký tự</translation>
    </message>
  </context>
  <context>
    <name>RecordPlan</name>
    <message>
      <source>A second look changes nothing in the file.</source>
      <translation>Xem lại không thay đổi gì trong hồ sơ.</translation>
    </message>
    <message>
      <source>Answer «Has the citizen come?» first</source>
      <translation>Trả lời «Công dân đã đến?» trước</translation>
    </message>
    <message>
      <source>At least one reason has to be given.</source>
      <translation>Cần nhập ít nhất một lý do.</translation>
    </message>
    <message>
      <source>Closes the file, account {code} stays as it is; {sent}</source>
      <translation>Kết thúc hồ sơ, tài khoản {code} giữ nguyên; {sent}</translation>
    </message>
    <message>
      <source>Compares your finding with the first officer&apos;s</source>
      <translation>Sẽ so với đánh giá của người thứ nhất</translation>
    </message>
    <message>
      <source>Confirm that it is the same person (space bar), or hold the file</source>
      <translation>Xác nhận cùng một người (dấu cách), hoặc giữ hồ sơ lại</translation>
    </message>
    <message>
      <source>Issues and activates account {code}; {sent}</source>
      <translation>Cấp và kích hoạt tài khoản {code}; {sent}</translation>
    </message>
    <message>
      <source>No assessment chosen</source>
      <translation>Chưa chọn đánh giá</translation>
    </message>
    <message>
      <source>No file is open</source>
      <translation>Chưa mở hồ sơ</translation>
    </message>
    <message>
      <source>No signed form yet: scan it, or say why not.</source>
      <translation>Chưa có tờ khai đã ký: quét tờ khai, hoặc ghi lý do.</translation>
    </message>
    <message>
      <source>Not yet compared with the original papers (F7): {names} not seen.</source>
      <translation>Chưa đối chiếu giấy tờ gốc (F7): còn {names} chưa xem.</translation>
    </message>
    <message>
      <source>Recording will ask HGĐ again: it could not be asked, the file may stay</source>
      <translation>Ghi nhận sẽ hỏi lại HGĐ: lần trước chưa hỏi được</translation>
    </message>
    <message>
      <source>Recording will ask HGĐ again: the code is not there yet, the file stays</source>
      <translation>Ghi nhận sẽ hỏi lại HGĐ: chưa có mã số này, hồ sơ giữ nguyên</translation>
    </message>
    <message>
      <source>Recording will ask HGĐ: another name, no account is issued</source>
      <translation>Ghi nhận sẽ hỏi HGĐ: tên khác, chưa cấp được tài khoản</translation>
    </message>
    <message>
      <source>Recording will ask HGĐ: the name nearly matches, to be confirmed</source>
      <translation>Ghi nhận sẽ hỏi HGĐ: tên gần khớp, cần xác nhận</translation>
    </message>
    <message>
      <source>Recording will say no: phone, e-mail or ID number belong to another account</source>
      <translation>Ghi nhận sẽ không cấp được: điện thoại, email hoặc số giấy tờ đã thuộc tài khoản khác</translation>
    </message>
    <message>
      <source>Recording will say no: this code has no account that could be changed</source>
      <translation>Ghi nhận sẽ không được: mã số này không có tài khoản để thay đổi</translation>
    </message>
    <message>
      <source>Recording…</source>
      <translation>Đang ghi nhận…</translation>
    </message>
    <message>
      <source>Refuses, sends the reason to {phone}; phone and e-mail are freed</source>
      <translation>Từ chối, gửi lý do tới {phone}; số điện thoại và email được giải phóng</translation>
    </message>
    <message>
      <source>Still missing: {names}. Add the picture, or ask for a supplement.</source>
      <translation>Còn thiếu ảnh {names}: thêm ảnh, hoặc chọn Chờ bổ sung</translation>
    </message>
    <message>
      <source>Still missing: {names}. Add the picture, or choose «not valid».</source>
      <translation>Còn thiếu ảnh {names}: thêm ảnh, hoặc chọn Hồ sơ không hợp lệ</translation>
    </message>
    <message>
      <source>The file is decided: {state}</source>
      <translation>Hồ sơ đã có kết quả: {state}</translation>
    </message>
    <message>
      <source>The file is decided; its pictures stay as they are.</source>
      <translation>Hồ sơ đã có kết quả, ảnh giữ nguyên.</translation>
    </message>
    <message>
      <source>The signed form is of older data: have it signed anew, or say why not.</source>
      <translation>Tờ khai đã ký theo dữ liệu cũ: in cho công dân ký lại, hoặc ghi lý do.</translation>
    </message>
    <message>
      <source>Unticked: {names}. Tick it again, or choose «not valid» or a supplement.</source>
      <translation>Chưa đạt: {names}. Đánh dấu lại, hoặc chọn «Không hợp lệ», «Chờ bổ sung».</translation>
    </message>
    <message>
      <source>Updates account {code}; {sent}</source>
      <translation>Cập nhật tài khoản {code}; {sent}</translation>
    </message>
    <message>
      <source>Waits for the supplement, tells {phone}</source>
      <translation>Chờ bổ sung, báo công dân tới {phone}; hạn đến nộp giữ nguyên</translation>
    </message>
    <message>
      <source>What has to be added must be given.</source>
      <translation>Cần nhập nội dung cần bổ sung.</translation>
    </message>
    <message>
      <source>Your role does not replace pictures.</source>
      <translation>Vai trò của anh/chị không thay ảnh.</translation>
    </message>
    <message>
      <source>sends {sms} SMS</source>
      <translation>gửi {sms} SMS</translation>
    </message>
    <message>
      <source>sends {sms} SMS, {emails} e-mail</source>
      <translation>gửi {sms} SMS, {emails} email</translation>
    </message>
  </context>
  <context>
    <name>Refusal</name>
    <message>
      <source>A backup inside the data folder {path} would be lost with it. Choose another disk.</source>
      <translation>Bản sao lưu đặt trong thư mục dữ liệu {path} sẽ mất cùng nó. Chọn ổ đĩa khác.</translation>
    </message>
    <message>
      <source>A brace is alone. Write placeholders as {{number}}, from the list below.</source>
      <translation>Dấu ngoặc nhọn chưa đủ đôi. Viết chỗ thay như {{number}}, theo danh sách bên dưới.</translation>
    </message>
    <message>
      <source>A defect of the program. Nothing was recorded; the log says more.</source>
      <translation>Lỗi của chương trình. Chưa ghi gì; xem thêm trong nhật ký chương trình.</translation>
    </message>
    <message>
      <source>A list is written as .xlsx or .csv; {offender} is neither. Choose another name.</source>
      <translation>Danh sách chỉ xuất được ra .xlsx hoặc .csv, không ra {offender}. Chọn tên khác.</translation>
    </message>
    <message>
      <source>A list without reasons leaves the officer nothing to choose. Keep one.</source>
      <translation>Danh mục trống thì cán bộ không có gì để chọn. Giữ ít nhất một lý do.</translation>
    </message>
    <message>
      <source>A mobile number has ten digits and begins with 0.</source>
      <translation>Số di động gồm mười chữ số, bắt đầu bằng 0.</translation>
    </message>
    <message>
      <source>A newer version of the program ({version}) made this backup. Update the program; nothing was changed.</source>
      <translation>Bản sao lưu này do phiên bản mới hơn ({version}) tạo. Cập nhật chương trình; chưa thay đổi gì.</translation>
    </message>
    <message>
      <source>A phone number has 8 to 15 digits; spaces, dots and a plus sign may stand between.</source>
      <translation>Số điện thoại có 8 đến 15 chữ số; được có dấu cách, dấu chấm và dấu cộng.</translation>
    </message>
    <message>
      <source>A reason or a group without words cannot be kept.</source>
      <translation>Lý do hoặc nhóm chưa có chữ. Nhập chữ hoặc xóa dòng đó.</translation>
    </message>
    <message>
      <source>A report is written as .pdf or .xlsx; {offender} is neither. Choose another name.</source>
      <translation>Báo cáo chỉ ghi ra .pdf hoặc .xlsx; {offender} không phải loại nào trong hai. Chọn tên khác.</translation>
    </message>
    <message>
      <source>A sample office sends nothing to the outside. Set a folder, or a server of this machine.</source>
      <translation>Cơ quan mẫu không gửi gì ra ngoài. Hãy đặt một thư mục, hoặc máy chủ trên chính máy này.</translation>
    </message>
    <message>
      <source>A sign-in name has small letters, digits, dots and dashes only: {name} does not fit.</source>
      <translation>Tên đăng nhập chỉ gồm chữ thường, số, dấu chấm và gạch: {name} không đúng.</translation>
    </message>
    <message>
      <source>An unexpected fault. It is tried again by itself; the log says more.</source>
      <translation>Lỗi ngoài dự kiến. Sẽ tự gửi lại; xem thêm trong nhật ký.</translation>
    </message>
    <message>
      <source>Another officer made this decision. Only he or a supervisor takes it back.</source>
      <translation>Quyết định này của cán bộ khác. Chỉ người đó hoặc phụ trách hoàn tác được.</translation>
    </message>
    <message>
      <source>At least one reason is needed.</source>
      <translation>Cần nhập ít nhất một lý do.</translation>
    </message>
    <message>
      <source>Choose the form, the slip or both.</source>
      <translation>Chọn tờ khai, phiếu kiểm soát, hoặc cả hai.</translation>
    </message>
    <message>
      <source>File {number} took the place of this one meanwhile. Work on that one.</source>
      <translation>Hồ sơ {number} đã thay hồ sơ này. Hãy xử lý hồ sơ đó.</translation>
    </message>
    <message>
      <source>Files in the scan folder {path} cannot be put aside. Check the rights of the folder.</source>
      <translation>Không cất được tệp trong thư mục quét {path}. Kiểm tra quyền của thư mục.</translation>
    </message>
    <message>
      <source>Form 01, which goes along, cannot be made. Print it in the file to see why; it is tried again.</source>
      <translation>Chưa lập được tờ khai mẫu 01 gửi kèm. Mở hồ sơ, in thử để biết lý do; sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>Has the citizen come? Receive the file first (F6).</source>
      <translation>Công dân đã đến chưa? Tiếp nhận hồ sơ trước (F6).</translation>
    </message>
    <message>
      <source>It is too late to take this decision back. A supervisor can open the file again.</source>
      <translation>Đã quá thời gian hoàn tác. Phụ trách có thể mở lại hồ sơ.</translation>
    </message>
    <message>
      <source>Line {line} is not UTF-8 text. Nothing was loaded; save the file as UTF-8.</source>
      <translation>Dòng {line} không phải văn bản UTF-8. Chưa nạp gì; lưu tệp dạng UTF-8 rồi nạp lại.</translation>
    </message>
    <message>
      <source>Line {line} must have {expected} columns. Nothing was loaded; correct the file.</source>
      <translation>Dòng {line} phải có {expected} cột. Chưa nạp gì; sửa tệp rồi nạp lại.</translation>
    </message>
    <message>
      <source>Line {line}, column {column}: the code {value} is there twice. Nothing was loaded; correct the file.</source>
      <translation>Dòng {line}, cột {column}: mã số {value} có hai lần. Chưa nạp gì; sửa tệp rồi nạp lại.</translation>
    </message>
    <message>
      <source>Line {line}, column {column}: «{value}» does not fit. Nothing was loaded; correct the file.</source>
      <translation>Dòng {line}, cột {column}: «{value}» không đúng. Chưa nạp gì; sửa tệp rồi nạp lại.</translation>
    </message>
    <message>
      <source>Line {line}, column {column}: «{value}» is not the three-digit office above this one. Nothing was loaded.</source>
      <translation>Dòng {line}, cột {column}: «{value}» không phải cơ quan cấp trên (mã 3 chữ số). Chưa nạp gì.</translation>
    </message>
    <message>
      <source>Nearly nothing is left of the page. Crop less.</source>
      <translation>Trang gần như bị cắt hết. Cắt bớt ít hơn.</translation>
    </message>
    <message>
      <source>No office is known here yet. Load the list of offices first.</source>
      <translation>Chưa có cơ quan BHXH nào trong máy. Nạp danh sách cơ quan trước.</translation>
    </message>
    <message>
      <source>No room on the disk for {offender}. Nothing half-written stays; free some space, then try again.</source>
      <translation>Ổ đĩa không đủ chỗ cho {offender}. Không để lại tệp dở dang; giải phóng bớt rồi thử lại.</translation>
    </message>
    <message>
      <source>No scanner was found. Switch it on, plug it in, and look again. A scan that is a file already is chosen on the page «Scanned declarations».</source>
      <translation>Không tìm thấy máy quét. Bật máy, cắm dây rồi tìm lại. Đã có tệp quét thì chọn tệp ở trang «Tờ khai đã quét».</translation>
    </message>
    <message>
      <source>No way is set up for this message yet. Fill in the server or folder above.</source>
      <translation>Chưa có đường gửi cho loại tin này. Điền máy chủ hoặc thư mục ở trên.</translation>
    </message>
    <message>
      <source>Nobody is named. Write at least one user name, or choose another rule.</source>
      <translation>Chưa nêu tên ai. Viết ít nhất một tên đăng nhập, hoặc chọn quy tắc khác.</translation>
    </message>
    <message>
      <source>Not recorded: the disk is full. Free at least 200 MB, then try again. What you typed is kept.</source>
      <translation>Chưa ghi được: đĩa đầy. Giải phóng ít nhất 200 MB rồi làm lại. Chữ đã gõ vẫn còn.</translation>
    </message>
    <message>
      <source>Not yet compared with the original papers (F7): {roles}.</source>
      <translation>Chưa đối chiếu giấy tờ gốc (F7): {roles}.</translation>
    </message>
    <message>
      <source>Only a message that failed can be sent again. Nothing was changed.</source>
      <translation>Chỉ gửi lại được tin nhắn gửi không thành công. Chưa thay đổi gì.</translation>
    </message>
    <message>
      <source>Paper is jammed in the scanner. Take it out and scan that page again.</source>
      <translation>Máy quét kẹt giấy. Lấy giấy ra rồi quét lại trang đó.</translation>
    </message>
    <message>
      <source>Reading the page takes too long. Scan it again.</source>
      <translation>Đọc trang này quá lâu. Quét lại.</translation>
    </message>
    <message>
      <source>Refused: the code is already registered ({offender} {code} has an active account). A change is possible.</source>
      <translation>Không nhận: mã số đã được đăng ký ({offender} {code} đã có tài khoản đang hoạt động). Có thể nộp hồ sơ thay đổi thông tin.</translation>
    </message>
    <message>
      <source>Several files begin with {number}. Type the whole number.</source>
      <translation>Có nhiều hồ sơ bắt đầu bằng {number}. Nhập đủ số hồ sơ.</translation>
    </message>
    <message>
      <source>Still missing: {roles}. Add the pictures, or ask for a supplement. Nothing was recorded.</source>
      <translation>Còn thiếu: {roles}. Thêm ảnh, hoặc chọn «Chờ bổ sung». Chưa ghi nhận.</translation>
    </message>
    <message>
      <source>Stopped before this page was read.</source>
      <translation>Đã dừng trước khi đọc trang này.</translation>
    </message>
    <message>
      <source>Stopped, as you wished. Nothing was changed.</source>
      <translation>Đã dừng theo yêu cầu. Chưa thay đổi gì.</translation>
    </message>
    <message>
      <source>The PDF is locked with a password. Scan the forms anew without one.</source>
      <translation>Tệp PDF có mật khẩu. Quét lại tờ khai, không đặt mật khẩu.</translation>
    </message>
    <message>
      <source>The QR code on the page is not that of a form printed here.</source>
      <translation>Mã QR trên trang không phải mã của tờ khai in tại đây.</translation>
    </message>
    <message>
      <source>The QR code was changed, or another office made it.</source>
      <translation>Mã QR đã bị sửa, hoặc của cơ quan khác.</translation>
    </message>
    <message>
      <source>The SMS gateway asked to come back later. It is tried again by itself.</source>
      <translation>Cổng SMS hẹn gửi lại sau. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway broke the connection. It is tried again by itself.</source>
      <translation>Cổng SMS ngắt kết nối giữa chừng. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway cannot be reached. It is tried again by itself.</source>
      <translation>Không kết nối được cổng SMS. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway did not answer in time. It is tried again by itself.</source>
      <translation>Cổng SMS trả lời quá chậm. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway does not accept the office&apos;s access. Check the SMS settings; it is tried again.</source>
      <translation>Cổng SMS không nhận quyền truy cập của cơ quan. Kiểm tra cài đặt SMS; sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway does not accept this number. Ask the citizen, correct it, send again.</source>
      <translation>Cổng SMS không nhận số này. Hỏi lại công dân, sửa số rồi gửi lại.</translation>
    </message>
    <message>
      <source>The SMS gateway has trouble. It is tried again by itself.</source>
      <translation>Cổng SMS đang gặp sự cố. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The account is suspended: file {number} was reopened. Nothing was recorded. Decide that file first.</source>
      <translation>Tài khoản đang tạm ngừng vì hồ sơ {number} được mở lại. Chưa ghi nhận gì. Xử lý hồ sơ đó trước.</translation>
    </message>
    <message>
      <source>The account was just changed by {by}, file {number}. Look at what is new, then decide again. What you typed is kept.</source>
      <translation>Tài khoản vừa được {by} thay đổi theo hồ sơ {number}. Xem phần mới rồi quyết định lại. Nội dung đã nhập vẫn còn.</translation>
    </message>
    <message>
      <source>The code is not in the household registry. Not recorded, not refused. The file stays as it is.</source>
      <translation>Mã số chưa có trong HGĐ. Chưa ghi nhận, không phải từ chối. Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>The code on this page was changed or made elsewhere: it can never be put on a file.</source>
      <translation>Mã trên trang này đã bị sửa hoặc không do cơ quan tạo: không thể gắn vào hồ sơ nào.</translation>
    </message>
    <message>
      <source>The counter has more than {most} characters.</source>
      <translation>Tên quầy dài hơn {most} ký tự.</translation>
    </message>
    <message>
      <source>The data file cannot be opened. Nothing is lost; check the disk.</source>
      <translation>Không mở được tệp dữ liệu. Chưa có gì bị mất; kiểm tra đĩa.</translation>
    </message>
    <message>
      <source>The data file cannot be written. Check the rights of the data folder.</source>
      <translation>Không ghi được tệp dữ liệu. Kiểm tra quyền của thư mục dữ liệu.</translation>
    </message>
    <message>
      <source>The data file is damaged. Call the administrator; restore a backup.</source>
      <translation>Tệp dữ liệu bị hỏng. Gọi quản trị; khôi phục từ bản sao lưu.</translation>
    </message>
    <message>
      <source>The data folder {path} belongs to somebody else. Only its owner may use it.</source>
      <translation>Thư mục dữ liệu {path} là của người khác. Chỉ chủ thư mục được dùng.</translation>
    </message>
    <message>
      <source>The data folder {path} cannot be reached. Check the disk and the rights.</source>
      <translation>Không vào được thư mục dữ liệu {path}. Kiểm tra đĩa và quyền.</translation>
    </message>
    <message>
      <source>The data folder {path} is gone or was exchanged. Not recorded; what you typed is kept. Check the disk, then open the desk anew.</source>
      <translation>Thư mục dữ liệu {path} không còn hoặc đã bị thay. Chưa ghi nhận; nội dung đã nhập vẫn giữ. Kiểm tra ổ đĩa rồi mở lại quầy.</translation>
    </message>
    <message>
      <source>The data is held by another program. Nothing is lost; try again.</source>
      <translation>Tệp dữ liệu đang bị chương trình khác giữ. Chưa có gì bị mất; hãy thử lại.</translation>
    </message>
    <message>
      <source>The data of file {number} were destroyed after it expired: the page was not kept.</source>
      <translation>Dữ liệu hồ sơ {number} đã được hủy sau khi hết hạn: trang này không được lưu.</translation>
    </message>
    <message>
      <source>The data of this file were destroyed after it expired. There is nothing to print or to change.</source>
      <translation>Dữ liệu của hồ sơ này đã hủy sau khi hết hạn. Không còn gì để in hay sửa.</translation>
    </message>
    <message>
      <source>The data was made by a newer version of the program ({revision}). Update the program; nothing was changed.</source>
      <translation>Dữ liệu do phiên bản mới hơn tạo ra ({revision}). Hãy cập nhật chương trình; dữ liệu chưa bị thay đổi.</translation>
    </message>
    <message>
      <source>The decision of file {number} about this account waits for a second look. Wait for that first.</source>
      <translation>Quyết định của hồ sơ {number} về tài khoản này đang chờ xem lại. Đợi xem lại xong.</translation>
    </message>
    <message>
      <source>The declaration is too long for one page, even in small letters.</source>
      <translation>Nội dung kê khai quá dài, không vừa một trang dù chữ nhỏ.</translation>
    </message>
    <message>
      <source>The desk does not know office {code}. Load the offices first.</source>
      <translation>Chưa biết cơ quan {code}. Nhập danh sách cơ quan trước.</translation>
    </message>
    <message>
      <source>The desk does not know {what}. Use the placeholders listed below.</source>
      <translation>Không có chỗ thay {what}. Dùng các chỗ thay ở bên dưới.</translation>
    </message>
    <message>
      <source>The desk is open on {path}. Close it everywhere, then restore again. Nothing was changed.</source>
      <translation>Quầy đang mở trên {path}. Đóng ở mọi nơi rồi khôi phục lại. Chưa thay đổi gì.</translation>
    </message>
    <message>
      <source>The desk was closed while it was being sent. It is tried again by itself.</source>
      <translation>Chương trình đóng khi đang gửi. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The disk reports an error. Nothing was recorded; call the administrator.</source>
      <translation>Đĩa báo lỗi. Chưa ghi gì; gọi quản trị.</translation>
    </message>
    <message>
      <source>The extract has nobody in it. Nothing was loaded; the former one stays. Ask for a new extract.</source>
      <translation>Trích dữ liệu không có người nào. Chưa nạp gì, bản cũ vẫn còn. Xin trích mới.</translation>
    </message>
    <message>
      <source>The file cannot be brought back: file {number} took its place. Work on that one.</source>
      <translation>Không khôi phục được: hồ sơ {number} đã thay hồ sơ này. Hãy làm trên hồ sơ đó.</translation>
    </message>
    <message>
      <source>The file cannot be opened: it is not there, or in use.</source>
      <translation>Không mở được tệp: tệp không có ở đó hoặc đang được dùng.</translation>
    </message>
    <message>
      <source>The file has more than {most} pages. Scan smaller stacks.</source>
      <translation>Tệp có hơn {most} trang. Chia nhỏ xấp rồi quét lại.</translation>
    </message>
    <message>
      <source>The file is damaged and cannot be opened. Scan it again.</source>
      <translation>Tệp hỏng, không mở được. Quét lại.</translation>
    </message>
    <message>
      <source>The file is larger than {most} MB. Scan fewer pages at once.</source>
      <translation>Tệp lớn hơn {most} MB. Quét ít trang hơn mỗi lần.</translation>
    </message>
    <message>
      <source>The file was just changed by {by}. Look at what is new, then record again. What you typed is kept.</source>
      <translation>Hồ sơ vừa được {by} thay đổi. Xem phần đổi mới, rồi ghi nhận lại. Chữ đã gõ vẫn còn.</translation>
    </message>
    <message>
      <source>The file {offender} cannot be written. Choose another place.</source>
      <translation>Không ghi được tệp {offender}. Chọn nơi khác.</translation>
    </message>
    <message>
      <source>The first day of the period comes after its last. Change one of the two.</source>
      <translation>Ngày đầu của kỳ đứng sau ngày cuối. Sửa một trong hai ngày.</translation>
    </message>
    <message>
      <source>The first line must be {expected}; it is {column}. Nothing was loaded.</source>
      <translation>Dòng đầu phải là {expected}; hiện là {column}. Chưa nạp gì.</translation>
    </message>
    <message>
      <source>The folder for messages cannot be written. Check disk and rights.</source>
      <translation>Không ghi được vào thư mục chứa tin nhắn. Kiểm tra ổ đĩa và quyền ghi.</translation>
    </message>
    <message>
      <source>The folder for messages is not there. Check the disk and the settings.</source>
      <translation>Không thấy thư mục chứa tin nhắn. Kiểm tra ổ đĩa và cài đặt.</translation>
    </message>
    <message>
      <source>The folder {path} already holds an office. Choose an empty one.</source>
      <translation>Thư mục {path} đã có dữ liệu của một cơ quan. Chọn thư mục trống.</translation>
    </message>
    <message>
      <source>The folder {path} holds other things and no office. Choose an empty one. Nothing was changed.</source>
      <translation>Thư mục {path} có dữ liệu khác, không phải của quầy. Chọn thư mục trống. Chưa thay đổi gì.</translation>
    </message>
    <message>
      <source>The form could not be sent to {printer}. Nothing was printed or counted.</source>
      <translation>Chưa gửi được tờ khai tới {printer}. Chưa in, chưa đếm.</translation>
    </message>
    <message>
      <source>The forms could not be put together. Nothing was printed or counted. Try again with fewer.</source>
      <translation>Chưa ghép được các tờ khai. Chưa in và chưa tính lần in nào. Thử lại với ít tờ khai hơn.</translation>
    </message>
    <message>
      <source>The full name has more than {most} characters.</source>
      <translation>Họ và tên dài hơn {most} ký tự.</translation>
    </message>
    <message>
      <source>The household registry could not be asked. Load a new extract, then ask again. The file stays.</source>
      <translation>Chưa hỏi được HGĐ. Nhập trích mới rồi bấm «Hỏi lại». Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>The key {offender} holds characters that cannot be seen (control or direction marks). Have it typed anew.</source>
      <translation>Khóa {offender} có ký tự không nhìn thấy (ký tự điều khiển hoặc đổi hướng chữ). Đề nghị nhập lại.</translation>
    </message>
    <message>
      <source>The key {offender} is birth_certificate, which proves only a child&apos;s identity.</source>
      <translation>Khóa {offender} là birth_certificate, chỉ dùng cho hồ sơ đăng ký cho con.</translation>
    </message>
    <message>
      <source>The key {offender} is empty: a change has to say what is to change.</source>
      <translation>Khóa {offender} trống: hồ sơ thay đổi thông tin phải ghi nội dung thay đổi.</translation>
    </message>
    <message>
      <source>The key {offender} is missing.</source>
      <translation>Thiếu khóa {offender}.</translation>
    </message>
    <message>
      <source>The key {offender} is no e-mail address. Ask the citizen for the right one, or leave it null.</source>
      <translation>Khóa {offender} không phải địa chỉ thư điện tử. Hỏi lại công dân, hoặc để null.</translation>
    </message>
    <message>
      <source>The key {offender} is no mobile number that can be called today. Ask the citizen for the right one.</source>
      <translation>Khóa {offender} không phải số điện thoại di động dùng được. Hỏi lại công dân số đúng.</translation>
    </message>
    <message>
      <source>The key {offender} is no social insurance code: 10 digits, or 12.</source>
      <translation>Khóa {offender} không phải mã số BHXH: phải có 10 chữ số, hoặc 12.</translation>
    </message>
    <message>
      <source>The key {offender} is no số hồ sơ; expected is one as 00017/2026/00101 or 00018.G/2026/00101.</source>
      <translation>Khóa {offender} không đúng dạng số hồ sơ, ví dụ 00017/2026/00101 hoặc 00018.G/2026/00101.</translation>
    </message>
    <message>
      <source>The key {offender} is not known in this version of the package. Remove it, or check its spelling.</source>
      <translation>Khóa {offender} không có trong phiên bản này của gói hồ sơ. Bỏ khóa đó hoặc kiểm tra cách viết.</translation>
    </message>
    <message>
      <source>The key {offender} is not «{understood}»: this is not a declaration package.</source>
      <translation>Khóa {offender} không phải «{understood}»: đây không phải gói hồ sơ kê khai.</translation>
    </message>
    <message>
      <source>The key {offender} is null: a change has to say what is to change.</source>
      <translation>Khóa {offender} đang là null: hồ sơ thay đổi thông tin phải ghi nội dung thay đổi.</translation>
    </message>
    <message>
      <source>The key {offender} is null: a child is registered by a parent or guardian.</source>
      <translation>Khóa {offender} đang là null: hồ sơ đăng ký cho con phải có cha, mẹ hoặc người giám hộ.</translation>
    </message>
    <message>
      <source>The key {offender} is null: addresses of 2020 have a district.</source>
      <translation>Khóa {offender} đang là null: địa chỉ theo đơn vị hành chính 2020 phải có cấp huyện.</translation>
    </message>
    <message>
      <source>The key {offender} is true, but there is no email to send the copy to.</source>
      <translation>Khóa {offender} là true nhưng không có email để gửi tờ khai.</translation>
    </message>
    <message>
      <source>The key {offender} is {version}; this desk understands version {understood}. Update the program.</source>
      <translation>Khóa {offender} là {version}; chương trình chỉ hiểu phiên bản {understood}. Cập nhật chương trình.</translation>
    </message>
    <message>
      <source>The key {offender} lies before the certificate&apos;s first day.</source>
      <translation>Khóa {offender} sớm hơn ngày bắt đầu hiệu lực của chứng thư số.</translation>
    </message>
    <message>
      <source>The key {offender} lies in the future. Check the clocks of the sender and of this machine.</source>
      <translation>Khóa {offender} ở trong tương lai. Kiểm tra đồng hồ của nơi gửi và của máy này.</translation>
    </message>
    <message>
      <source>The key {offender} must be a date written YYYY-MM-DD.</source>
      <translation>Khóa {offender} phải là ngày viết theo dạng YYYY-MM-DD.</translation>
    </message>
    <message>
      <source>The key {offender} must be a list.</source>
      <translation>Khóa {offender} phải là danh sách.</translation>
    </message>
    <message>
      <source>The key {offender} must be a plain file name without a path; it is «{name}».</source>
      <translation>Khóa {offender} phải là tên tệp không kèm đường dẫn; hiện là «{name}».</translation>
    </message>
    <message>
      <source>The key {offender} must be a time with its offset, as 2026-11-21T08:00:00+07:00.</source>
      <translation>Khóa {offender} phải là thời điểm kèm múi giờ, ví dụ 2026-11-21T08:00:00+07:00.</translation>
    </message>
    <message>
      <source>The key {offender} must be a whole number; this desk understands version {understood}.</source>
      <translation>Khóa {offender} phải là số nguyên; chương trình hiểu phiên bản {understood}.</translation>
    </message>
    <message>
      <source>The key {offender} must be an object.</source>
      <translation>Khóa {offender} phải là đối tượng JSON.</translation>
    </message>
    <message>
      <source>The key {offender} must be null: addresses of 2025 have no district.</source>
      <translation>Khóa {offender} phải là null: địa chỉ theo đơn vị hành chính 2025 không còn cấp huyện.</translation>
    </message>
    <message>
      <source>The key {offender} must be null: only a change has it.</source>
      <translation>Khóa {offender} phải là null: chỉ hồ sơ thay đổi thông tin mới có.</translation>
    </message>
    <message>
      <source>The key {offender} must be null: only a child&apos;s declaration has a guardian.</source>
      <translation>Khóa {offender} phải là null: chỉ hồ sơ đăng ký cho con mới có người giám hộ.</translation>
    </message>
    <message>
      <source>The key {offender} must be one of: {allowed}.</source>
      <translation>Khóa {offender} phải là một trong: {allowed}.</translation>
    </message>
    <message>
      <source>The key {offender} must be text.</source>
      <translation>Khóa {offender} phải là chuỗi ký tự.</translation>
    </message>
    <message>
      <source>The key {offender} must be the {width} digits of a GSO code.</source>
      <translation>Khóa {offender} phải là mã {width} chữ số của Tổng cục Thống kê.</translation>
    </message>
    <message>
      <source>The key {offender} must be true or false.</source>
      <translation>Khóa {offender} phải là true hoặc false.</translation>
    </message>
    <message>
      <source>The key {offender} must have 1 to 30 characters for a birth certificate.</source>
      <translation>Khóa {offender} phải có 1 đến 30 ký tự đối với giấy khai sinh.</translation>
    </message>
    <message>
      <source>The key {offender} must have 12 digits for a citizen ID card.</source>
      <translation>Khóa {offender} phải có 12 chữ số đối với CCCD.</translation>
    </message>
    <message>
      <source>The key {offender} must have 6 to 9 letters and digits for a passport.</source>
      <translation>Khóa {offender} phải có 6 đến 9 chữ cái và chữ số đối với hộ chiếu.</translation>
    </message>
    <message>
      <source>The key {offender} must have 9 digits for an old ID card.</source>
      <translation>Khóa {offender} phải có 9 chữ số đối với CMND.</translation>
    </message>
    <message>
      <source>The key {offender} must have {least} to {most} characters.</source>
      <translation>Khóa {offender} phải có từ {least} đến {most} ký tự.</translation>
    </message>
    <message>
      <source>The key {offender}: office {office} is not known here. Load the list of offices, or correct it.</source>
      <translation>Khóa {offender} ghi cơ quan {office} mà chương trình chưa biết. Nạp danh mục cơ quan BHXH hoặc sửa mã.</translation>
    </message>
    <message>
      <source>The mail server asked to come back later. It is tried again by itself.</source>
      <translation>Máy chủ thư hẹn gửi lại sau. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server broke the connection. It is tried again by itself.</source>
      <translation>Máy chủ thư ngắt kết nối giữa chừng. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server cannot be reached. It is tried again by itself.</source>
      <translation>Không kết nối được máy chủ thư. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server did not answer in time. It is tried again by itself.</source>
      <translation>Máy chủ thư trả lời quá chậm. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server does not know this address. Ask the citizen, correct it, send again.</source>
      <translation>Máy chủ thư không nhận địa chỉ này. Hỏi lại công dân, sửa địa chỉ rồi gửi lại.</translation>
    </message>
    <message>
      <source>The mail server does not let the office sign in. Check the mail settings; it is tried again.</source>
      <translation>Máy chủ thư không cho cơ quan đăng nhập. Kiểm tra cài đặt thư; sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server has trouble. It is tried again by itself.</source>
      <translation>Máy chủ thư đang gặp sự cố. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The mail server offers no encryption; the password is not sent. Check the mail settings.</source>
      <translation>Máy chủ thư không mã hóa đường truyền nên không gửi mật khẩu. Kiểm tra cài đặt thư.</translation>
    </message>
    <message>
      <source>The mail server refused the content. Call the administrator, then send again.</source>
      <translation>Máy chủ thư từ chối nội dung thư. Báo quản trị, sau đó gửi lại.</translation>
    </message>
    <message>
      <source>The message was tried meanwhile. Look at it anew.</source>
      <translation>Tin nhắn vừa được gửi thử lần nữa. Xem lại rồi thao tác.</translation>
    </message>
    <message>
      <source>The name differs from the household registry. The file stays as it is.</source>
      <translation>Họ tên khác dữ liệu HGĐ. Hồ sơ giữ nguyên.</translation>
    </message>
    <message>
      <source>The name of the file {offender} is too long for a backup. Shorten it.</source>
      <translation>Tên tệp {offender} quá dài để sao lưu. Hãy đặt tên ngắn hơn.</translation>
    </message>
    <message>
      <source>The name of the office is missing.</source>
      <translation>Chưa có tên cơ quan.</translation>
    </message>
    <message>
      <source>The new password must differ from the old one.</source>
      <translation>Mật khẩu mới phải khác mật khẩu cũ.</translation>
    </message>
    <message>
      <source>The new password needs at least {minimum} characters and must not contain the sign-in name.</source>
      <translation>Mật khẩu mới cần ít nhất {minimum} ký tự và không chứa tên đăng nhập.</translation>
    </message>
    <message>
      <source>The note has more than {most} characters. Shorten it.</source>
      <translation>Ghi chú dài quá {most} ký tự. Viết ngắn lại.</translation>
    </message>
    <message>
      <source>The office&apos;s key does not fit this data. Bring the right key back.</source>
      <translation>Khóa của cơ quan không khớp dữ liệu này. Lấy lại đúng khóa.</translation>
    </message>
    <message>
      <source>The office&apos;s key is damaged: {path}. Bring it back from the backup.</source>
      <translation>Khóa của cơ quan bị hỏng: {path}. Lấy lại từ bản sao lưu.</translation>
    </message>
    <message>
      <source>The office&apos;s key is missing: {path}. Bring it back from the backup.</source>
      <translation>Thiếu khóa của cơ quan: {path}. Lấy lại từ bản sao lưu.</translation>
    </message>
    <message>
      <source>The officer&apos;s full name is missing.</source>
      <translation>Thiếu họ tên cán bộ.</translation>
    </message>
    <message>
      <source>The package has two files called {offender}. Ask the sender which one counts.</source>
      <translation>Gói hồ sơ có hai tệp tên {offender}. Hỏi nơi gửi tệp nào đúng.</translation>
    </message>
    <message>
      <source>The page found this file by its own code: it belongs here.</source>
      <translation>Trang này thuộc đúng hồ sơ theo mã in trên tờ khai.</translation>
    </message>
    <message>
      <source>The page has more than {most} million pixels. Scan it at 300 dpi.</source>
      <translation>Trang có hơn {most} triệu điểm ảnh. Quét lại ở 300 dpi.</translation>
    </message>
    <message>
      <source>The page is damaged and cannot be read. Scan it again.</source>
      <translation>Trang hỏng, không đọc được. Quét lại.</translation>
    </message>
    <message>
      <source>The page shows the codes of several forms. Scan each form by itself.</source>
      <translation>Trang có mã của nhiều tờ khai. Quét riêng từng tờ.</translation>
    </message>
    <message>
      <source>The passphrase cannot be asked for here. Give --passphrase-file, or set {name}.</source>
      <translation>Không hỏi được cụm mật khẩu ở đây. Dùng --passphrase-file, hoặc đặt biến {name}.</translation>
    </message>
    <message>
      <source>The passphrase does not open this backup. Nothing was changed. Mind the keyboard and try again.</source>
      <translation>Cụm mật khẩu không mở được bản sao lưu này. Chưa thay đổi gì. Xem lại bộ gõ rồi thử lại.</translation>
    </message>
    <message>
      <source>The passphrase is too easy to guess: at least {least} characters. Take four words or more that do not belong together.</source>
      <translation>Cụm mật khẩu dễ đoán: cần ít nhất {least} ký tự. Nên dùng bốn từ trở lên không liên quan nhau.</translation>
    </message>
    <message>
      <source>The picture is not on the disk any more. Bring the pictures folder back from the backup, or take it anew.</source>
      <translation>Ảnh không còn trên đĩa. Khôi phục thư mục ảnh từ bản sao lưu, hoặc chụp lại.</translation>
    </message>
    <message>
      <source>The picture on the disk is damaged. Bring it back from the backup, or take it anew.</source>
      <translation>Ảnh trên đĩa bị hỏng. Khôi phục từ bản sao lưu, hoặc chụp lại.</translation>
    </message>
    <message>
      <source>The picture {offender} has more than {most} megapixels. Take or save it smaller.</source>
      <translation>Ảnh {offender} có hơn {most} triệu điểm ảnh. Chụp hoặc lưu lại nhỏ hơn.</translation>
    </message>
    <message>
      <source>The picture {offender} is damaged or cut off. Take it anew, or ask for the whole file.</source>
      <translation>Ảnh {offender} bị hỏng hoặc thiếu phần cuối. Chụp lại hoặc đề nghị gửi lại tệp đầy đủ.</translation>
    </message>
    <message>
      <source>The picture {offender} is larger than {most} MB. Take or save it smaller.</source>
      <translation>Ảnh {offender} lớn hơn {most} MB. Chụp hoặc lưu lại nhỏ hơn.</translation>
    </message>
    <message>
      <source>The picture {offender} is named in declaration.json, but it is not in the package.</source>
      <translation>Ảnh {offender} được ghi trong declaration.json nhưng không có trong gói.</translation>
    </message>
    <message>
      <source>The printer {printer} takes no jobs now. Choose another one.</source>
      <translation>Máy in {printer} hiện không nhận lệnh in. Chọn máy in khác.</translation>
    </message>
    <message>
      <source>The printing system of this machine does not answer. The PDF can be saved.</source>
      <translation>Hệ thống in của máy này không trả lời. Vẫn lưu PDF được.</translation>
    </message>
    <message>
      <source>The recipient&apos;s mail server asked to come back later. It is tried again by itself.</source>
      <translation>Máy chủ thư của người nhận hẹn gửi lại sau. Sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The scan folder {path} cannot be read. Check it in the settings.</source>
      <translation>Không đọc được thư mục quét {path}. Kiểm tra ở «Cài đặt».</translation>
    </message>
    <message>
      <source>The scanner could not scan the page. Scan it again.</source>
      <translation>Máy quét không quét được trang này. Quét lại.</translation>
    </message>
    <message>
      <source>The scanner does not answer. Check plug and switch, then look again.</source>
      <translation>Máy quét không trả lời. Kiểm tra dây cắm và công tắc rồi tìm lại.</translation>
    </message>
    <message>
      <source>The scanner is busy: somebody else scans. Scan again in a moment.</source>
      <translation>Máy quét đang bận: có người khác đang quét. Chờ một lát rồi quét lại.</translation>
    </message>
    <message>
      <source>The scanner stands still. Switch it off and on, then scan again.</source>
      <translation>Máy quét đứng yên. Tắt rồi bật lại máy, sau đó quét lại.</translation>
    </message>
    <message>
      <source>The scanner&apos;s cover is open. Close it and scan again.</source>
      <translation>Nắp máy quét đang mở. Đóng nắp rồi quét lại.</translation>
    </message>
    <message>
      <source>The server is another one. What is kept secret belongs to the former: type it for this one.</source>
      <translation>Đây là máy chủ khác. Mật khẩu hoặc khóa đang giữ thuộc về máy chủ cũ: nhập lại cho máy chủ này.</translation>
    </message>
    <message>
      <source>The server&apos;s certificate is not trusted. Call the administrator; it is tried again.</source>
      <translation>Chứng thư của máy chủ không đáng tin. Báo quản trị; sẽ tự gửi lại.</translation>
    </message>
    <message>
      <source>The setting {name} does not exist. Remove it from settings.toml.</source>
      <translation>Không có thiết lập {name}. Bỏ khỏi settings.toml.</translation>
    </message>
    <message>
      <source>The setting {name} has a value that does not fit: {value}.</source>
      <translation>Thiết lập {name} có giá trị không đúng: {value}.</translation>
    </message>
    <message>
      <source>The setting {name} is set by {variable}. Change it there.</source>
      <translation>{name} do {variable} quy định. Đổi ở đó.</translation>
    </message>
    <message>
      <source>The setting {name} must be between {least} and {most}, not {value}.</source>
      <translation>Thiết đặt {name} phải từ {least} đến {most}, không phải {value}.</translation>
    </message>
    <message>
      <source>The settings for sending do not fit. Call the administrator.</source>
      <translation>Cài đặt gửi tin chưa đúng. Báo quản trị.</translation>
    </message>
    <message>
      <source>The sign-in name {name} is taken. Choose another one.</source>
      <translation>Tên đăng nhập {name} đã có người dùng. Chọn tên khác.</translation>
    </message>
    <message>
      <source>The signed form is not there yet, or is of older data: scan it, or say why not.</source>
      <translation>Chưa có tờ khai đã ký, hoặc tờ khai đã ký theo dữ liệu cũ: quét tờ khai, hoặc ghi lý do.</translation>
    </message>
    <message>
      <source>The subject stands in one line. Take the line break out.</source>
      <translation>Tiêu đề chỉ có một dòng. Bỏ chỗ xuống dòng.</translation>
    </message>
    <message>
      <source>The text file {file} is broken: {what}. Correct it, or remove the office&apos;s copy.</source>
      <translation>Tệp lời văn {file} bị hỏng: {what}. Sửa lại, hoặc bỏ bản riêng của cơ quan.</translation>
    </message>
    <message>
      <source>The three days for bringing this file back are over; its data are destroyed.</source>
      <translation>Đã quá 3 ngày để khôi phục; dữ liệu của hồ sơ được hủy.</translation>
    </message>
    <message>
      <source>The wording file {file} has a fault ({what}). Ask the administrator to correct it.</source>
      <translation>Tệp chữ in {file} có lỗi ({what}). Báo quản trị sửa lại.</translation>
    </message>
    <message>
      <source>The zip file holds «{offender}», a name that leads out of the package.</source>
      <translation>Tệp zip có «{offender}», là tên dẫn ra ngoài gói hồ sơ.</translation>
    </message>
    <message>
      <source>The zip file is damaged at {offender}. Copy or download it again.</source>
      <translation>Tệp zip bị hỏng tại {offender}. Chép hoặc tải lại.</translation>
    </message>
    <message>
      <source>The {offender} {number} is taken by a declaration with other content. Ask the sender which one counts.</source>
      <translation>Số hồ sơ {number} (khóa {offender}) đã có với nội dung khác. Hỏi nơi gửi bản nào đúng.</translation>
    </message>
    <message>
      <source>The {what} belongs to an active account, of file {number}. Nothing was recorded.</source>
      <translation>Không trùng được: {what} đang dùng ở tài khoản của hồ sơ {number}. Chưa ghi nhận.</translation>
    </message>
    <message>
      <source>There is no file and no officer {subject}. Look at the number or the name again.</source>
      <translation>Không có hồ sơ hay cán bộ nào là {subject}. Xem lại số hồ sơ hoặc tên.</translation>
    </message>
    <message>
      <source>There is no file {number} in this data folder.</source>
      <translation>Không có hồ sơ {number} trong thư mục dữ liệu này.</translation>
    </message>
    <message>
      <source>There is no folder {path}. Is the disk plugged in?</source>
      <translation>Không có thư mục {path}. Ổ đĩa đã cắm chưa?</translation>
    </message>
    <message>
      <source>There is no officer {name}.</source>
      <translation>Không có cán bộ {name}.</translation>
    </message>
    <message>
      <source>There is no paper in the feeder. Put the pages in and scan again.</source>
      <translation>Khay nạp không có giấy. Đặt giấy vào khay rồi quét lại.</translation>
    </message>
    <message>
      <source>There is no printer {printer}. Choose another one.</source>
      <translation>Không có máy in {printer}. Chọn máy in khác.</translation>
    </message>
    <message>
      <source>There is no printer. Add one in the system, or save the PDF.</source>
      <translation>Chưa có máy in nào. Thêm máy in trong hệ thống, hoặc lưu PDF.</translation>
    </message>
    <message>
      <source>There is no such folder. Write its full path.</source>
      <translation>Không có thư mục này. Ghi đường dẫn đầy đủ.</translation>
    </message>
    <message>
      <source>There is no version {template} of the form.</source>
      <translation>Không có mẫu tờ khai {template}.</translation>
    </message>
    <message>
      <source>This account may not use the scanner. Ask the administrator for the right to scan.</source>
      <translation>Tài khoản máy tính này không được dùng máy quét. Nhờ quản trị cấp quyền quét.</translation>
    </message>
    <message>
      <source>This backup is damaged; nothing was restored, the data stay as they are. Take an older backup.</source>
      <translation>Bản sao lưu này bị hỏng; chưa khôi phục gì, dữ liệu giữ nguyên. Dùng bản sao lưu cũ hơn.</translation>
    </message>
    <message>
      <source>This cannot be done ({reason}).</source>
      <translation>Không làm được việc này ({reason}).</translation>
    </message>
    <message>
      <source>This cannot be done to your own sign-in. Ask another administrator; nothing was changed.</source>
      <translation>Không tự làm việc này cho tài khoản của mình. Nhờ quản trị khác; chưa đổi gì.</translation>
    </message>
    <message>
      <source>This choice of columns cannot be remembered. It holds for today.</source>
      <translation>Không nhớ được cách chọn cột này. Cách chọn vẫn dùng được cho lần này.</translation>
    </message>
    <message>
      <source>This code has no account that could be changed. Nothing was recorded. Decide the registration first, or refuse this file and guide the citizen to register.</source>
      <translation>Mã số này không có tài khoản để thay đổi. Chưa ghi nhận gì. Xử lý hồ sơ đăng ký trước, hoặc từ chối hồ sơ này và hướng dẫn công dân đăng ký.</translation>
    </message>
    <message>
      <source>This code has no active account that could be changed. Register it first.</source>
      <translation>Mã số này chưa có tài khoản đang dùng để thay đổi. Cần đăng ký mới trước.</translation>
    </message>
    <message>
      <source>This decision can still be taken back. Use «Undo», nothing was sent yet.</source>
      <translation>Quyết định này còn hoàn tác được, chưa gửi tin nào. Dùng «Hoàn tác».</translation>
    </message>
    <message>
      <source>This decision was looked at already, or does not stand any more.</source>
      <translation>Quyết định này đã được xem lại, hoặc không còn hiệu lực.</translation>
    </message>
    <message>
      <source>This disagreement was settled already.</source>
      <translation>Bất đồng này đã được xử lý.</translation>
    </message>
    <message>
      <source>This file is not here any more. Go back to the list and refresh it.</source>
      <translation>Không còn hồ sơ này. Quay lại danh sách và làm mới.</translation>
    </message>
    <message>
      <source>This has more than {most} characters. Shorten it.</source>
      <translation>Dài hơn {most} ký tự. Rút ngắn lại.</translation>
    </message>
    <message>
      <source>This is a real office, not a sample. Choose another folder for the sample.</source>
      <translation>Đây là cơ quan thật, không phải cơ quan mẫu. Chọn thư mục khác cho cơ quan mẫu.</translation>
    </message>
    <message>
      <source>This is no JPEG or PNG picture. Set the scanner to one of them.</source>
      <translation>Đây không phải ảnh JPEG hay PNG. Đặt máy quét ghi ảnh JPEG hoặc PNG.</translation>
    </message>
    <message>
      <source>This is no PDF, TIFF, JPEG, PNG or WebP file. Scan it as PDF or JPEG.</source>
      <translation>Tệp không phải PDF, TIFF, JPEG, PNG hay WebP. Quét lại thành PDF hoặc JPEG.</translation>
    </message>
    <message>
      <source>This is no e-mail address. Write one as bhxh@example.vn.</source>
      <translation>Chưa phải địa chỉ thư điện tử. Viết như bhxh@example.vn.</translation>
    </message>
    <message>
      <source>This is not a mobile number: ten digits, beginning with 03, 05, 07, 08, 09.</source>
      <translation>Đây không phải số di động: mười chữ số, bắt đầu bằng 03, 05, 07, 08, 09.</translation>
    </message>
    <message>
      <source>This is not an e-mail address. Write it as name@example.vn.</source>
      <translation>Đây không phải địa chỉ thư điện tử. Viết như ten@example.vn.</translation>
    </message>
    <message>
      <source>This is not possible while the file is «{state}».</source>
      <translation>Không làm được khi hồ sơ ở trạng thái «{state}».</translation>
    </message>
    <message>
      <source>This is not the QR code of a form.</source>
      <translation>Đây không phải mã QR của tờ khai.</translation>
    </message>
    <message>
      <source>This is your own decision. Somebody else looks at it again.</source>
      <translation>Đây là quyết định của chính bạn. Người khác xem lại.</translation>
    </message>
    <message>
      <source>This machine has no program for scanners ({program}). Ask the administrator to install it.</source>
      <translation>Máy này chưa có chương trình quét ({program}). Nhờ quản trị cài đặt.</translation>
    </message>
    <message>
      <source>This message does not wait any more, or is just being sent. Refresh the list.</source>
      <translation>Tin nhắn này không còn chờ, hoặc đang được gửi. Tải lại danh sách.</translation>
    </message>
    <message>
      <source>This message had a password and was sent; its text is wiped. It cannot be sent again.</source>
      <translation>Tin nhắn có mật khẩu, đã gửi và đã xóa nội dung. Không gửi lại được.</translation>
    </message>
    <message>
      <source>This message is not here any more. Refresh the list.</source>
      <translation>Tin nhắn này không còn. Tải lại danh sách.</translation>
    </message>
    <message>
      <source>This officer does not decide files of your office any more.</source>
      <translation>Cán bộ này không còn xử lý hồ sơ của cơ quan bạn.</translation>
    </message>
    <message>
      <source>This page belongs to file {number}. It was not attached here; file it there.</source>
      <translation>Trang này thuộc hồ sơ {number}. Chưa gắn vào đây; mở hồ sơ đó rồi gắn.</translation>
    </message>
    <message>
      <source>This page is not in the tray any more. Look at the tray again.</source>
      <translation>Trang này không còn trong khay chờ. Xem lại khay chờ.</translation>
    </message>
    <message>
      <source>This scanner has no feeder. Lay the page on the glass.</source>
      <translation>Máy quét này không có khay nạp. Đặt trang giấy lên mặt kính.</translation>
    </message>
    <message>
      <source>This text is empty. The citizen needs it; write something.</source>
      <translation>Nội dung đang trống. Công dân cần tin này; nhập nội dung.</translation>
    </message>
    <message>
      <source>This text is longer than {most} characters. Shorten it.</source>
      <translation>Nội dung dài hơn {most} ký tự. Rút ngắn lại.</translation>
    </message>
    <message>
      <source>This text was changed by somebody else meanwhile. Look at what is new; yours was not saved.</source>
      <translation>Nội dung này vừa được người khác đổi. Xem bản mới; bản đang sửa chưa lưu.</translation>
    </message>
    <message>
      <source>This was done already; it is not done a second time. Look at it anew.</source>
      <translation>Việc này đã làm rồi, không làm lần nữa. Hãy xem lại.</translation>
    </message>
    <message>
      <source>Type an e-mail address, or a mobile number with ten digits.</source>
      <translation>Nhập địa chỉ thư điện tử, hoặc số di động 10 chữ số.</translation>
    </message>
    <message>
      <source>Write the question or the answer first.</source>
      <translation>Cần viết câu hỏi hoặc câu trả lời trước.</translation>
    </message>
    <message>
      <source>Write {known}, or the full path of a folder. Empty: nothing is sent yet.</source>
      <translation>Nhập {known}, hoặc đường dẫn đầy đủ của một thư mục. Để trống: chưa gửi.</translation>
    </message>
    <message>
      <source>Your role may not do this. Ask a supervisor or the administrator.</source>
      <translation>Vai trò của bạn không được làm việc này. Nhờ phụ trách hoặc quản trị.</translation>
    </message>
    <message>
      <source>Your work at the desk has ended: the administrator locked or changed your sign-in. Sign in again, or ask.</source>
      <translation>Phiên làm việc đã kết thúc: quản trị vừa khóa hoặc đổi tài khoản. Đăng nhập lại, hoặc hỏi quản trị.</translation>
    </message>
    <message>
      <source>settings.toml has a fault: {what}. Correct it in an editor; nothing was changed.</source>
      <translation>Tệp settings.toml có lỗi: {what}. Sửa bằng trình soạn thảo; chưa đổi gì.</translation>
    </message>
    <message>
      <source>{by} answered this question already. Yours was not recorded.</source>
      <translation>{by} đã trả lời câu hỏi này. Câu trả lời của bạn không được ghi.</translation>
    </message>
    <message>
      <source>{by} asked about this file already. Wait for the answer.</source>
      <translation>{by} đã hỏi về hồ sơ này. Đợi câu trả lời.</translation>
    </message>
    <message>
      <source>{by} has the file in hand now. Nothing was recorded; what you typed is kept as a draft.</source>
      <translation>Hồ sơ đã chuyển sang {by}. Chưa ghi nhận gì; chữ đã gõ được giữ làm bản nháp.</translation>
    </message>
    <message>
      <source>{by} has the file in hand. Nothing was recorded. Wait until it is free, or ask a supervisor.</source>
      <translation>{by} đang xử lý hồ sơ này. Chưa ghi nhận gì. Hãy đợi hồ sơ được nhả, hoặc nhờ phụ trách.</translation>
    </message>
    <message>
      <source>{name} is away. Choose somebody who is here.</source>
      <translation>{name} đang vắng. Chọn người đang có mặt.</translation>
    </message>
    <message>
      <source>{name} is no officer in use who decides files. Correct the name.</source>
      <translation>{name} không phải cán bộ đang xử lý hồ sơ. Sửa lại tên.</translation>
    </message>
    <message>
      <source>{name} is not a text that the office edits.</source>
      <translation>{name} không phải văn bản cơ quan sửa được.</translation>
    </message>
    <message>
      <source>{name} is out of use. Take the officer back first.</source>
      <translation>{name} đã ngừng dùng. Cho dùng lại trước.</translation>
    </message>
    <message>
      <source>{name} is the last administrator in use. Add another one first; nothing was changed.</source>
      <translation>{name} là quản trị cuối cùng còn dùng. Thêm quản trị khác trước; chưa đổi gì.</translation>
    </message>
    <message>
      <source>{offender} cannot be read. Check the disk and the rights, then import again.</source>
      <translation>Không đọc được {offender}. Kiểm tra ổ đĩa và quyền đọc rồi nhập lại.</translation>
    </message>
    <message>
      <source>{offender} cannot be read. Check the disk and the rights.</source>
      <translation>Không đọc được {offender}. Kiểm tra ổ đĩa và quyền đọc.</translation>
    </message>
    <message>
      <source>{offender} cannot be read. Check the name, the disk and the rights.</source>
      <translation>Không đọc được {offender}. Kiểm tra tên, ổ đĩa và quyền đọc.</translation>
    </message>
    <message>
      <source>{offender} cannot be used. Check the disk, the name and the rights.</source>
      <translation>Không dùng được {offender}. Kiểm tra đĩa, tên và quyền.</translation>
    </message>
    <message>
      <source>{offender} cannot be written there: the disk or folder is read-only. Choose another place.</source>
      <translation>Không ghi được {offender} ở đó: ổ đĩa hoặc thư mục chỉ đọc. Chọn nơi khác.</translation>
    </message>
    <message>
      <source>{offender} has the key {what} twice. Ask the sender which one counts.</source>
      <translation>{offender} có khóa {what} hai lần. Hỏi nơi gửi giá trị nào đúng.</translation>
    </message>
    <message>
      <source>{offender} holds a number that JSON or this desk does not know: {what}.</source>
      <translation>{offender} có số mà JSON hoặc chương trình không nhận: {what}.</translation>
    </message>
    <message>
      <source>{offender} holds more than {most} files: it is not one package.</source>
      <translation>{offender} có hơn {most} tệp: đây không phải một gói hồ sơ.</translation>
    </message>
    <message>
      <source>{offender} is a link. A package holds the files themselves.</source>
      <translation>{offender} là liên kết. Gói hồ sơ phải chứa chính các tệp.</translation>
    </message>
    <message>
      <source>{offender} is encrypted. Ask for a package without a password.</source>
      <translation>{offender} được đặt mật khẩu. Đề nghị gửi gói không có mật khẩu.</translation>
    </message>
    <message>
      <source>{offender} is larger than {most} MB.</source>
      <translation>{offender} lớn hơn {most} MB.</translation>
    </message>
    <message>
      <source>{offender} is larger than {most} kB. Ask the sender for a correct package.</source>
      <translation>{offender} lớn hơn {most} kB. Đề nghị nơi gửi gửi lại gói đúng.</translation>
    </message>
    <message>
      <source>{offender} is missing. A package needs it at its root, not in a folder inside.</source>
      <translation>Thiếu {offender}. Gói hồ sơ phải có tệp này ở ngay thư mục gốc, không nằm trong thư mục con.</translation>
    </message>
    <message>
      <source>{offender} is nested too deeply. Ask the sender for a correct package.</source>
      <translation>{offender} lồng quá nhiều cấp. Đề nghị nơi gửi gửi lại gói đúng.</translation>
    </message>
    <message>
      <source>{offender} is not UTF-8 text (byte {position}). Ask the sender for a correct package.</source>
      <translation>{offender} không phải văn bản UTF-8 (byte {position}). Đề nghị nơi gửi gửi lại gói đúng.</translation>
    </message>
    <message>
      <source>{offender} is not a JPEG, PNG or WebP picture, whatever its name says. Take the picture anew.</source>
      <translation>{offender} không phải ảnh JPEG, PNG hay WebP, dù tên tệp ghi thế nào. Chụp lại ảnh.</translation>
    </message>
    <message>
      <source>{offender} is not a package: that is a zip file. Scans of signed forms go to «Scanned declarations».</source>
      <translation>{offender} không phải gói hồ sơ (tệp zip). Tờ khai đã ký được quét thì đưa vào «Tờ khai đã quét».</translation>
    </message>
    <message>
      <source>{offender} is not an ordinary file.</source>
      <translation>{offender} không phải tệp thông thường.</translation>
    </message>
    <message>
      <source>{offender} is not valid JSON (line {line}, column {column}). Ask the sender for a correct package.</source>
      <translation>{offender} không phải JSON hợp lệ (dòng {line}, cột {column}). Đề nghị nơi gửi gửi lại gói đúng.</translation>
    </message>
    <message>
      <source>{offender} is packed by a method that is not taken here. Pack it as an ordinary zip.</source>
      <translation>{offender} nén theo cách không được nhận. Nén lại thành tệp zip thông thường.</translation>
    </message>
    <message>
      <source>{offender} must hold one JSON object.</source>
      <translation>{offender} phải chứa một đối tượng JSON.</translation>
    </message>
    <message>
      <source>{path} is no backup of Officer Desk, or its end is missing. Nothing was changed; take another one.</source>
      <translation>{path} không phải bản sao lưu của Officer Desk, hoặc bị mất phần cuối. Chưa thay đổi gì; chọn tệp khác.</translation>
    </message>
    <message>
      <source>{path} is there already and stays as it is. Choose another name.</source>
      <translation>Đã có {path}, tệp đó giữ nguyên. Chọn tên khác.</translation>
    </message>
    <message>
      <source>{subject} belongs to another office. Its supervisor or the administrator can follow it.</source>
      <translation>{subject} thuộc cơ quan khác. Phụ trách của cơ quan đó hoặc quản trị mới theo dõi được.</translation>
    </message>
    <message>
      <source>{value} is no office code. Write codes separated by commas, “all”, or nothing.</source>
      <translation>{value} không phải mã cơ quan. Ghi các mã cách nhau dấu phẩy, “all”, hoặc để trống.</translation>
    </message>
    <message>
      <source>{what} is missing: without it the message does not say what it must.</source>
      <translation>Thiếu {what}: không có thì tin không nói được điều phải nói.</translation>
    </message>
    <message>
      <source>{what} is not known when this message is written. Take it out.</source>
      <translation>Tin này chưa biết {what}. Bỏ chỗ thay đó.</translation>
    </message>
    <message>
      <source>«{what}» has more than {most} characters. Shorten it.</source>
      <translation>«{what}» dài hơn {most} ký tự. Rút ngắn lại.</translation>
    </message>
    <message>
      <source>«{what}» is there twice in this list. Keep one.</source>
      <translation>«{what}» có hai lần trong danh mục này. Giữ một.</translation>
    </message>
  </context>
  <context>
    <name>RegistryAnswers</name>
    <message>
      <source>The citizen has come: «Receive» (F6) notes it. The file stays as it is.</source>
      <translation>Công dân đã đến: bấm «Tiếp nhận» (F6) để ghi giờ đến. Hồ sơ giữ nguyên, chưa gửi gì.</translation>
    </message>
    <message>
      <source>The file stays as it is, nothing is sent to the citizen</source>
      <translation>Hồ sơ giữ nguyên, chưa có gì gửi cho công dân</translation>
    </message>
  </context>
  <context>
    <name>RegistryPanels</name>
    <message>
      <source>Answer</source>
      <translation>Trả lời</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>Hỏi lại</translation>
    </message>
    <message>
      <source>Ask for the code again</source>
      <translation>Hỏi lại mã số</translation>
    </message>
    <message>
      <source>Asked</source>
      <translation>Đã hỏi</translation>
    </message>
    <message>
      <source>At</source>
      <translation>Lúc</translation>
    </message>
    <message>
      <source>Cannot tell (HGĐ: {number})</source>
      <translation>Chưa rõ (HGĐ: {number})</translation>
    </message>
    <message>
      <source>Come back with the code</source>
      <translation>Quay lại khi có mã số</translation>
    </message>
    <message>
      <source>Date of birth</source>
      <translation>Ngày sinh</translation>
    </message>
    <message>
      <source>Declaration</source>
      <translation>Tờ khai</translation>
    </message>
    <message>
      <source>Declare for a code</source>
      <translation>Kê khai cấp mã số BHXH</translation>
    </message>
    <message>
      <source>Fill in form TK1-TS, bring the ID card; it is taken here. No other office is needed.</source>
      <translation>Lập tờ khai TK1-TS, mang giấy tờ tùy thân, nộp tại quầy ghi trên trang in. Không cần đến cơ quan khác.</translation>
    </message>
    <message>
      <source>Guiding the citizen</source>
      <translation>Hướng dẫn công dân</translation>
    </message>
    <message>
      <source>HGĐ</source>
      <translation>HGĐ</translation>
    </message>
    <message>
      <source>Look at the insurance card: its last 10 digits are the code. If mistyped, declare again.</source>
      <translation>Xem thẻ BHYT hoặc sổ BHXH: 10 số cuối của thẻ BHYT là mã số. Chỉ khi tờ khai gõ nhầm mã số mới phải khai lại.</translation>
    </message>
    <message>
      <source>Matches</source>
      <translation>Khớp</translation>
    </message>
    <message>
      <source>Not in HGĐ</source>
      <translation>HGĐ không có</translation>
    </message>
    <message>
      <source>Not recorded, and not a refusal. The file stays «{state}» and can be opened again.</source>
      <translation>Chưa ghi nhận, không phải từ chối. Hồ sơ giữ nguyên «{state}», mở lại được bất cứ lúc nào.</translation>
    </message>
    <message>
      <source>Not recorded. In HGĐ the code has another name. Hold the file, or choose «not valid» with a reason.</source>
      <translation>Chưa ghi nhận. Mã số có trong HGĐ nhưng mang tên khác. Không xác nhận được ở đây: giữ hồ sơ lại, hoặc chọn Hồ sơ không hợp lệ kèm lý do.</translation>
    </message>
    <message>
      <source>Not recorded. The code is in HGĐ, the name nearly matches: you decide.</source>
      <translation>Chưa ghi nhận. Mã số BHXH có trong HGĐ, họ tên chỉ gần khớp. Chương trình không tự coi là một người.</translation>
    </message>
    <message>
      <source>Only here: «{mine}» and «{theirs}».</source>
      <translation>Chỉ khác ở đây: «{mine}» và «{theirs}».</translation>
    </message>
    <message>
      <source>Other fields</source>
      <translation>Các mục còn lại</translation>
    </message>
    <message>
      <source>Page for the citizen (A5)</source>
      <translation>Trang in cho công dân (A5)</translation>
    </message>
    <message>
      <source>Print the guidance page</source>
      <translation>In trang hướng dẫn</translation>
    </message>
    <message>
      <source>Social insurance code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Nguồn</translation>
    </message>
    <message>
      <source>The code is not yet in HGĐ</source>
      <translation>Mã số chưa có trong HGĐ</translation>
    </message>
    <message>
      <source>The name differs from HGĐ</source>
      <translation>Tên khác với HGĐ</translation>
    </message>
    <message>
      <source>The name nearly matches HGĐ</source>
      <translation>Tên gần khớp với HGĐ</translation>
    </message>
    <message>
      <source>This file waits. With the code: «Ask again», then «Record»; no new file.</source>
      <translation>Hồ sơ này chờ sẵn, không phải nộp lại tờ khai. Có mã số thì bấm «Hỏi lại» rồi «Ghi nhận».</translation>
    </message>
    <message>
      <source>not declared</source>
      <translation>không khai</translation>
    </message>
  </context>
  <context>
    <name>RelatedFiles</name>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Declared on</source>
      <translation>Ngày ĐK</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>In common</source>
      <translation>Điểm chung</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Không có</translation>
    </message>
    <message>
      <source>Related files</source>
      <translation>Hồ sơ liên quan</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>{what}, blocks</source>
      <translation>{what}, vướng</translation>
    </message>
  </context>
  <context>
    <name>Reopening</name>
    <message>
      <source>Being reopened…</source>
      <translation>Đang mở lại…</translation>
    </message>
    <message>
      <source>Do not</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>File {number} of the same person is newer.</source>
      <translation>Hồ sơ {number} của cùng người đã thay cho hồ sơ này.</translation>
    </message>
    <message>
      <source>Looking at what reopening will do…</source>
      <translation>Đang xem mở lại thì điều gì xảy ra…</translation>
    </message>
    <message>
      <source>No message goes out.</source>
      <translation>Không gửi tin nào.</translation>
    </message>
    <message>
      <source>Reason for reopening</source>
      <translation>Lý do mở lại</translation>
    </message>
    <message>
      <source>Reopen</source>
      <translation>Mở lại</translation>
    </message>
    <message>
      <source>Reopen the file</source>
      <translation>Mở lại hồ sơ</translation>
    </message>
    <message>
      <source>The account will be suspended.</source>
      <translation>Tài khoản sẽ tạm ngừng.</translation>
    </message>
    <message>
      <source>The citizen cannot use it until the file is decided again.</source>
      <translation>Công dân chưa dùng được cho đến khi hồ sơ được quyết định lại.</translation>
    </message>
    <message>
      <source>The decision no longer holds; the file is assessed anew.</source>
      <translation>Quyết định cũ không còn hiệu lực; hồ sơ được đánh giá lại.</translation>
    </message>
    <message>
      <source>This one stays decided; work on the newer one.</source>
      <translation>Hồ sơ này giữ nguyên; xử lý hồ sơ mới hơn.</translation>
    </message>
    <message>
      <source>Write the reason first.</source>
      <translation>Nhập lý do trước.</translation>
    </message>
  </context>
  <context>
    <name>Report</name>
    <message>
      <source>All offices</source>
      <translation>Tất cả cơ quan</translation>
    </message>
    <message>
      <source>Balance: {came} = {went} = {total} files.</source>
      <translation>Cân đối: {came} = {went} = {total} hồ sơ.</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Số liệu</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Hồ sơ</translation>
    </message>
    <message>
      <source>Files of the period</source>
      <translation>Hồ sơ trong kỳ</translation>
    </message>
    <message>
      <source>First reason of refusal</source>
      <translation>Lý do từ chối (lý do đầu tiên)</translation>
    </message>
    <message>
      <source>IN CHARGE OF THE OFFICE</source>
      <translation>PHỤ TRÁCH ĐƠN VỊ</translation>
    </message>
    <message>
      <source>MADE BY</source>
      <translation>NGƯỜI LẬP</translation>
    </message>
    <message>
      <source>Made by {name} at {time}. Figures until {until}, counted from the trace.</source>
      <translation>Người lập: {name}, lúc {time}. Số liệu đến {until}, đếm từ nhật ký.</translation>
    </message>
    <message>
      <source>Nobody yet</source>
      <translation>Chưa ai xử lý</translation>
    </message>
    <message>
      <source>None in this period.</source>
      <translation>Không có trong kỳ này.</translation>
    </message>
    <message>
      <source>Other reasons</source>
      <translation>Lý do khác</translation>
    </message>
    <message>
      <source>Page {page}/{pages}</source>
      <translation>Trang {page}/{pages}</translation>
    </message>
    <message>
      <source>REPORT ON THE PROCESSING OF DECLARATIONS</source>
      <translation>BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ ĐĂNG KÝ GIAO DỊCH ĐIỆN TỬ</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Lý do</translation>
    </message>
    <message>
      <source>Refused by first reason</source>
      <translation>Từ chối theo lý do đầu tiên</translation>
    </message>
    <message>
      <source>State at the end</source>
      <translation>Trạng thái cuối kỳ</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Tổng cộng</translation>
    </message>
  </context>
  <context>
    <name>ReportFiles</name>
    <message>
      <source>Channel</source>
      <translation>Kênh nộp</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Số liệu</translation>
    </message>
    <message>
      <source>Files of the figure</source>
      <translation>Hồ sơ của số liệu</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Lý do</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>State at the end</source>
      <translation>Cuối kỳ</translation>
    </message>
  </context>
  <context>
    <name>ReportHead</name>
    <message>
      <source>Both days are needed.</source>
      <translation>Cần cả hai ngày.</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Ngày</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Khoảng ngày</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Từ</translation>
    </message>
    <message>
      <source>From day</source>
      <translation>Từ ngày</translation>
    </message>
    <message>
      <source>Month</source>
      <translation>Tháng</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>Kỳ báo cáo</translation>
    </message>
    <message>
      <source>Period after</source>
      <translation>Kỳ sau</translation>
    </message>
    <message>
      <source>Period before</source>
      <translation>Kỳ trước</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Làm mới</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Báo cáo</translation>
    </message>
    <message>
      <source>Save Excel</source>
      <translation>Lưu Excel</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>The first day comes after the last.</source>
      <translation>Ngày đầu đứng sau ngày cuối.</translation>
    </message>
    <message>
      <source>There is no report yet.</source>
      <translation>Chưa có báo cáo.</translation>
    </message>
    <message>
      <source>To day</source>
      <translation>Đến ngày</translation>
    </message>
    <message>
      <source>Told apart by</source>
      <translation>Tách theo</translation>
    </message>
    <message>
      <source>Week</source>
      <translation>Tuần</translation>
    </message>
    <message>
      <source>to</source>
      <translation>đến</translation>
    </message>
  </context>
  <context>
    <name>ReportPage</name>
    <message>
      <source>Counting the files…</source>
      <translation>Đang đếm hồ sơ…</translation>
    </message>
    <message>
      <source>Counting was stopped.</source>
      <translation>Đã dừng đếm.</translation>
    </message>
    <message>
      <source>Every figure opens its files</source>
      <translation>Mỗi con số mở đúng các hồ sơ của nó</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>Số liệu</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Hồ sơ</translation>
    </message>
    <message>
      <source>Make the report</source>
      <translation>Lập báo cáo</translation>
    </message>
    <message>
      <source>Nothing stands refused.</source>
      <translation>Không có hồ sơ bị từ chối.</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Lý do</translation>
    </message>
    <message>
      <source>Refused by first reason</source>
      <translation>Từ chối theo lý do đầu tiên</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>The report could not be made.</source>
      <translation>Chưa lập được báo cáo.</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Tổng cộng</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Thử lại</translation>
    </message>
    <message>
      <source>all offices</source>
      <translation>tất cả cơ quan</translation>
    </message>
    <message>
      <source>until {time}</source>
      <translation>đến {time}</translation>
    </message>
    <message>
      <source>{done} of {total} files</source>
      <translation>{done} trong {total} hồ sơ</translation>
    </message>
    <message>
      <source>{figure} · {whose}: {count} files</source>
      <translation>{figure} · {whose}: {count} hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>ReportSaving</name>
    <message>
      <source>No file was written.</source>
      <translation>Không có tệp nào được ghi.</translation>
    </message>
    <message>
      <source>The report is being written.</source>
      <translation>Đang ghi báo cáo.</translation>
    </message>
    <message>
      <source>The report was not written.</source>
      <translation>Chưa ghi được báo cáo.</translation>
    </message>
    <message>
      <source>The report was written.</source>
      <translation>Đã ghi báo cáo.</translation>
    </message>
    <message>
      <source>Where is the report to be written?</source>
      <translation>Ghi báo cáo vào đâu?</translation>
    </message>
    <message>
      <source>Writing was stopped.</source>
      <translation>Đã dừng ghi.</translation>
    </message>
    <message>
      <source>report</source>
      <translation>bao-cao</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} trong {total}</translation>
    </message>
  </context>
  <context>
    <name>Role</name>
    <message>
      <source>Administrator</source>
      <translation>Quản trị</translation>
    </message>
    <message>
      <source>Reception officer</source>
      <translation>Cán bộ tiếp nhận</translation>
    </message>
    <message>
      <source>Supervisor</source>
      <translation>Phụ trách</translation>
    </message>
  </context>
  <context>
    <name>RowMenu</name>
    <message>
      <source>Assign…</source>
      <translation>Phân công…</translation>
    </message>
    <message>
      <source>Copy the declaration number</source>
      <translation>Sao chép số hồ sơ</translation>
    </message>
    <message>
      <source>Copy the insurance code</source>
      <translation>Sao chép mã số BHXH</translation>
    </message>
    <message>
      <source>Open the file</source>
      <translation>Mở hồ sơ</translation>
    </message>
    <message>
      <source>Print the form…</source>
      <translation>In tờ khai…</translation>
    </message>
  </context>
  <context>
    <name>SamePersonBox</name>
    <message>
      <source>I confirm that «{declared}» and «{registered}» are the same person</source>
      <translation>Tôi xác nhận «{declared}» và «{registered}» là cùng một người</translation>
    </message>
    <message>
      <source>Traced under the name of {officer}, with HGĐ&apos;s question and answer. The account bears the name in HGĐ.</source>
      <translation>Ghi vào nhật ký với tên {officer}, kèm câu hỏi và trả lời của HGĐ. Tài khoản dùng tên trong HGĐ.</translation>
    </message>
  </context>
  <context>
    <name>SampleBadge</name>
    <message>
      <source>SAMPLE OFFICE · MADE-UP DATA</source>
      <translation>CƠ QUAN MẪU · DỮ LIỆU GIẢ ĐỊNH</translation>
    </message>
  </context>
  <context>
    <name>SampleBox</name>
    <message>
      <source>Administrator</source>
      <translation>Quản trị</translation>
    </message>
    <message>
      <source>Current code</source>
      <translation>Mã hiện tại</translation>
    </message>
    <message>
      <source>Fill in name and password</source>
      <translation>Điền tên và mật khẩu</translation>
    </message>
    <message>
      <source>Fill in the code</source>
      <translation>Điền mã</translation>
    </message>
    <message>
      <source>Newcomer</source>
      <translation>Người mới</translation>
    </message>
    <message>
      <source>Officer</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Mật khẩu</translation>
    </message>
    <message>
      <source>Reception</source>
      <translation>Tiếp nhận</translation>
    </message>
    <message>
      <source>Sample office, made-up data</source>
      <translation>Cơ quan mẫu, dữ liệu giả định</translation>
    </message>
    <message>
      <source>Supervisor</source>
      <translation>Phụ trách</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>đã đổi</translation>
    </message>
    <message>
      <source>changes in {seconds} s</source>
      <translation>mã đổi sau {seconds} giây</translation>
    </message>
    <message>
      <source>leave empty</source>
      <translation>để trống</translation>
    </message>
    <message>
      <source>on the phone</source>
      <translation>trên điện thoại</translation>
    </message>
  </context>
  <context>
    <name>ScanOpening</name>
    <message>
      <source>Answer what is asked first, then scan again.</source>
      <translation>Trả lời câu đang hỏi trước, rồi quét lại.</translation>
    </message>
    <message>
      <source>Choose the one that the citizen means.</source>
      <translation>Chọn hồ sơ mà công dân hỏi.</translation>
    </message>
    <message>
      <source>Declared just now on VssID or the portal? Import it, then scan again.</source>
      <translation>Nếu vừa kê khai trên VssID hoặc cổng: nhập hồ sơ rồi quét lại.</translation>
    </message>
    <message>
      <source>It stands beside the open file; if it is somebody else&apos;s, he has no file here yet.</source>
      <translation>Thẻ được đặt cạnh hồ sơ đang mở; nếu là thẻ của người khác thì người đó chưa có hồ sơ.</translation>
    </message>
    <message>
      <source>No file declares the number {number} of this card.</source>
      <translation>Chưa có hồ sơ nào khai số {number} của thẻ này.</translation>
    </message>
    <message>
      <source>Number, day of birth and sex count; name and address are not taken from a reader.</source>
      <translation>Chỉ lấy số, ngày sinh, giới tính, ngày cấp; họ tên và địa chỉ không lấy từ máy quét.</translation>
    </message>
    <message>
      <source>Scan the form, an identity card, a health card, or type the number (F3).</source>
      <translation>Quét tờ khai, thẻ căn cước, thẻ BHYT, hoặc gõ số (F3).</translation>
    </message>
    <message>
      <source>Scanned, and nothing opened.</source>
      <translation>Đã quét, chưa mở hồ sơ nào.</translation>
    </message>
    <message>
      <source>Switch it to English (E) and scan again.</source>
      <translation>Chuyển bộ gõ sang tiếng Anh (E) rồi quét lại.</translation>
    </message>
    <message>
      <source>The card stands beside the open file.</source>
      <translation>Thẻ đã quét đứng cạnh hồ sơ đang mở.</translation>
    </message>
    <message>
      <source>The file of {number} is open.</source>
      <translation>Hồ sơ của số {number} đang mở.</translation>
    </message>
    <message>
      <source>The input method changed name and address: only number, day of birth and sex count.</source>
      <translation>Bộ gõ đã đổi họ tên và địa chỉ: chỉ lấy số, ngày sinh, giới tính, ngày cấp.</translation>
    </message>
    <message>
      <source>The input method changed what the reader typed.</source>
      <translation>Bộ gõ tiếng Việt đã đổi chữ của máy quét.</translation>
    </message>
    <message>
      <source>There is no file for {number} yet.</source>
      <translation>Chưa có hồ sơ nào của số {number}.</translation>
    </message>
    <message>
      <source>This code is not known here.</source>
      <translation>Không nhận ra mã vừa quét.</translation>
    </message>
    <message>
      <source>{count} files for {number}.</source>
      <translation>Có {count} hồ sơ của số {number}.</translation>
    </message>
  </context>
  <context>
    <name>ScanPanel</name>
    <message>
      <source>Attach</source>
      <translation>Gắn vào hồ sơ</translation>
    </message>
    <message>
      <source>Attach this empty page all the same? Then press once more.</source>
      <translation>Vẫn gắn trang trống này? Nhấn «Gắn vào hồ sơ» lần nữa.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
    <message>
      <source>Crop it to the picture, then attach it.</source>
      <translation>Cắt vừa khung ảnh rồi gắn vào hồ sơ.</translation>
    </message>
    <message>
      <source>Crop: drag, or Space and arrows</source>
      <translation>Cắt: kéo góc, hoặc phím cách rồi phím mũi tên</translation>
    </message>
    <message>
      <source>Feeder</source>
      <translation>Khay nạp</translation>
    </message>
    <message>
      <source>Its data are older: print the form anew and have it signed.</source>
      <translation>Dữ liệu trên trang đã cũ: in lại tờ khai và ký lại.</translation>
    </message>
    <message>
      <source>Lay the page on the glass, face down, then press Enter.</source>
      <translation>Úp mặt giấy xuống kính máy quét, rồi nhấn Enter.</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Tìm lại</translation>
    </message>
    <message>
      <source>Looking for scanners…</source>
      <translation>Đang tìm máy quét…</translation>
    </message>
    <message>
      <source>No code can be read. Look at the number on the form before you attach it.</source>
      <translation>Không đọc được mã trên trang. Xem số hồ sơ in trên tờ khai trước khi gắn.</translation>
    </message>
    <message>
      <source>Printed before the data changed: it can be attached, but does not count.</source>
      <translation>Tờ khai in trước khi dữ liệu đổi: gắn được, nhưng không tính là đã ký.</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Tiến độ</translation>
    </message>
    <message>
      <source>Ready to scan</source>
      <translation>Sẵn sàng quét</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Quét</translation>
    </message>
    <message>
      <source>Scan again</source>
      <translation>Quét lại</translation>
    </message>
    <message>
      <source>Scan folder «{name}»</source>
      <translation>Thư mục quét «{name}»</translation>
    </message>
    <message>
      <source>Scanner</source>
      <translation>Máy quét</translation>
    </message>
    <message>
      <source>Scanning was stopped</source>
      <translation>Đã dừng quét</translation>
    </message>
    <message>
      <source>Scanning…</source>
      <translation>Đang quét…</translation>
    </message>
    <message>
      <source>Signed form</source>
      <translation>Tờ khai đã ký</translation>
    </message>
    <message>
      <source>Signed forms are scanned in grey at 300 dpi.</source>
      <translation>Tờ khai đã ký quét xám, 300 dpi.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>Straighten</source>
      <translation>Chỉnh nghiêng</translation>
    </message>
    <message>
      <source>The form of this file, as it is now.</source>
      <translation>Đúng tờ khai của hồ sơ này, đúng dữ liệu hiện tại.</translation>
    </message>
    <message>
      <source>The page is attached, but does not count.</source>
      <translation>Đã gắn trang, nhưng chưa tính là đã ký.</translation>
    </message>
    <message>
      <source>The page is blank or black: nothing can be seen on it. Scan it again.</source>
      <translation>Trang trắng hoặc đen: không thấy gì trên trang. Hãy quét lại.</translation>
    </message>
    <message>
      <source>The page was not scanned.</source>
      <translation>Chưa quét được trang.</translation>
    </message>
    <message>
      <source>The signed form is attached.</source>
      <translation>Đã gắn tờ khai đã ký.</translation>
    </message>
    <message>
      <source>There is no scanner</source>
      <translation>Không có máy quét</translation>
    </message>
    <message>
      <source>There is no scanner yet.</source>
      <translation>Chưa có máy quét.</translation>
    </message>
    <message>
      <source>Waiting for a file…</source>
      <translation>Đang chờ tệp từ máy quét…</translation>
    </message>
    <message>
      <source>What is scanned</source>
      <translation>Quét gì</translation>
    </message>
    <message>
      <source>Whole page</source>
      <translation>Cả trang</translation>
    </message>
  </context>
  <context>
    <name>ScanWays</name>
    <message>
      <source>Import files</source>
      <translation>Nhập hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>SearchHead</name>
    <message>
      <source>Export the list</source>
      <translation>Xuất danh sách</translation>
    </message>
    <message>
      <source>Import files</source>
      <translation>Nhập hồ sơ</translation>
    </message>
    <message>
      <source>More criteria</source>
      <translation>Mở rộng</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Làm mới</translation>
    </message>
  </context>
  <context>
    <name>SearchPage</name>
    <message>
      <source>Clear criteria</source>
      <translation>Xóa điều kiện</translation>
    </message>
    <message>
      <source>Import files</source>
      <translation>Nhập hồ sơ</translation>
    </message>
    <message>
      <source>See {queue} ({count})</source>
      <translation>Xem {queue} ({count})</translation>
    </message>
    <message>
      <source>Without days</source>
      <translation>Bỏ khoảng ngày</translation>
    </message>
    <message>
      <source>Without the quick text</source>
      <translation>Bỏ chữ tìm nhanh</translation>
    </message>
  </context>
  <context>
    <name>SearchPanel</name>
    <message>
      <source>10 or 12 digits</source>
      <translation>10 hoặc 12 số</translation>
    </message>
    <message>
      <source>10 or 12 digits needed</source>
      <translation>Cần 10 hoặc 12 số</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Tất cả</translation>
    </message>
    <message>
      <source>Before «From»</source>
      <translation>Trước «Từ ngày»</translation>
    </message>
    <message>
      <source>Clear criteria</source>
      <translation>Xóa điều kiện</translation>
    </message>
    <message>
      <source>Condition</source>
      <translation>Tình trạng</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Từ ngày</translation>
    </message>
    <message>
      <source>Insurance code</source>
      <translation>Mã số BHXH</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Tra cứu</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Đến ngày</translation>
    </message>
  </context>
  <context>
    <name>SelectionBar</name>
    <message>
      <source>Assign</source>
      <translation>Phân công</translation>
    </message>
    <message>
      <source>Choose none</source>
      <translation>Bỏ chọn</translation>
    </message>
    <message>
      <source>Print the forms</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>The first {count} of {total} files chosen</source>
      <translation>Đã chọn {count} hồ sơ đầu trong {total} hồ sơ</translation>
    </message>
    <message>
      <source>{count} files chosen</source>
      <translation>Đã chọn {count} hồ sơ</translation>
    </message>
  </context>
  <context>
    <name>SettingValues</name>
    <message>
      <source>01/ĐK-GD (Decision 838)</source>
      <translation>01/ĐK-GD (QĐ 838)</translation>
    </message>
    <message>
      <source>As the list of scanners names it. Empty: the first that is found.</source>
      <translation>Ghi như tên trong danh sách máy quét. Trống: máy đầu tiên tìm thấy.</translation>
    </message>
    <message>
      <source>Backups are kept for</source>
      <translation>Giữ bản sao lưu</translation>
    </message>
    <message>
      <source>Being sent…</source>
      <translation>Đang gửi…</translation>
    </message>
    <message>
      <source>Body</source>
      <translation>Nội dung yêu cầu (body)</translation>
    </message>
    <message>
      <source>Brand name</source>
      <translation>Tên thương hiệu (brandname)</translation>
    </message>
    <message>
      <source>Calendar days, for citizens who have come.</source>
      <translation>Ngày theo lịch, cho công dân đã đến.</translation>
    </message>
    <message>
      <source>Codes with commas, or “all”: registrations are approved with it, or with a reason.</source>
      <translation>Mã cơ quan cách nhau dấu phẩy, hoặc “all” (tất cả). Duyệt đăng ký phải có tờ khai đã ký hoặc ghi lý do. Để trống: không bắt buộc.</translation>
    </message>
    <message>
      <source>Cover the screen after</source>
      <translation>Che màn hình sau</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>Thư điện tử</translation>
    </message>
    <message>
      <source>E-mail address or mobile number</source>
      <translation>Địa chỉ thư hoặc số di động</translation>
    </message>
    <message>
      <source>Empty: the user of the server.</source>
      <translation>Để trống: theo tên đăng nhập máy chủ.</translation>
    </message>
    <message>
      <source>Files that a scanner writes there are filed, and kept in «done» below it. Empty: none.</source>
      <translation>Tệp máy quét ghi vào đây được gắn vào hồ sơ, rồi cất trong thư mục con «done». Trống: không dùng.</translation>
    </message>
    <message>
      <source>Folder that a scanner fills</source>
      <translation>Thư mục máy quét ghi tệp vào</translation>
    </message>
    <message>
      <source>Form 01 (consolidated text 5236)</source>
      <translation>Mẫu 01 (VBHN 5236)</translation>
    </message>
    <message>
      <source>Form 01 that is chosen first</source>
      <translation>Mẫu tờ khai chọn sẵn</translation>
    </message>
    <message>
      <source>Headers</source>
      <translation>Tiêu đề yêu cầu (headers)</translation>
    </message>
    <message>
      <source>How e-mail and SMS leave. Secrets stay masked and are never traced.</source>
      <translation>Đường gửi thư và SMS. Mật khẩu luôn được che, không ghi vào nhật ký.</translation>
    </message>
    <message>
      <source>How signed forms and pictures of papers come in from a scanner.</source>
      <translation>Tờ khai đã ký và ảnh giấy tờ được đưa vào từ máy quét như thế nào.</translation>
    </message>
    <message>
      <source>Leave the dots to keep it; empty it to take it away.</source>
      <translation>Để nguyên dấu chấm là giữ; xóa trống là bỏ.</translation>
    </message>
    <message>
      <source>Mail server or folder</source>
      <translation>Máy chủ thư hoặc thư mục</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Phương thức</translation>
    </message>
    <message>
      <source>Near name, contact or picture of another code, third refusal, the officer&apos;s own name or phone.</source>
      <translation>Tên gần khớp, liên hệ hoặc ảnh trùng mã số khác, từ chối lần thứ ba, trùng tên hoặc số điện thoại của cán bộ.</translation>
    </message>
    <message>
      <source>No</source>
      <translation>Không</translation>
    </message>
    <message>
      <source>Of the ten days in which the citizen must come; 0: no reminder.</source>
      <translation>Trong mười ngày công dân phải đến; 0: không nhắc.</translation>
    </message>
    <message>
      <source>Offices that insist on the signed form</source>
      <translation>Cơ quan bắt buộc có tờ khai đã ký</translation>
    </message>
    <message>
      <source>Oldest household extract</source>
      <translation>Trích HGĐ cũ nhất</translation>
    </message>
    <message>
      <source>One a line, as Name: value. {{token}} and {{id}} are filled in.</source>
      <translation>Mỗi dòng một tiêu đề, dạng Tên: giá trị. Điền được {{token}} và {{id}}.</translation>
    </message>
    <message>
      <source>One message with nobody&apos;s data, over the way that is saved.</source>
      <translation>Một tin không có dữ liệu của ai, theo đường gửi đã lưu.</translation>
    </message>
    <message>
      <source>Reminder on day</source>
      <translation>Nhắc hạn vào ngày thứ</translation>
    </message>
    <message>
      <source>SMS</source>
      <translation>SMS</translation>
    </message>
    <message>
      <source>SMS gateway or folder</source>
      <translation>Cổng SMS hoặc thư mục</translation>
    </message>
    <message>
      <source>Save first.</source>
      <translation>Lưu trước đã.</translation>
    </message>
    <message>
      <source>Scanner that is chosen first</source>
      <translation>Máy quét chọn sẵn</translation>
    </message>
    <message>
      <source>Scanning</source>
      <translation>Quét giấy tờ</translation>
    </message>
    <message>
      <source>Second looks at unusual decisions</source>
      <translation>Xem lại quyết định cần lưu ý</translation>
    </message>
    <message>
      <source>Second looks by lot</source>
      <translation>Xem lại ngẫu nhiên</translation>
    </message>
    <message>
      <source>Secret of the gateway</source>
      <translation>Mã bí mật của cổng (token)</translation>
    </message>
    <message>
      <source>Send a trial message</source>
      <translation>Gửi thử</translation>
    </message>
    <message>
      <source>Sender</source>
      <translation>Người gửi</translation>
    </message>
    <message>
      <source>Sending</source>
      <translation>Gửi tin</translation>
    </message>
    <message>
      <source>Sent.</source>
      <translation>Đã gửi.</translation>
    </message>
    <message>
      <source>Set by {variable} on this machine; change it there.</source>
      <translation>Do {variable} trên máy này quy định; đổi ở đó.</translation>
    </message>
    <message>
      <source>So long a decision waits before its messages go out; 0: at once.</source>
      <translation>Quyết định chờ chừng đó rồi mới gửi tin; 0: gửi ngay.</translation>
    </message>
    <message>
      <source>So long destroyed data can live on in a backup.</source>
      <translation>Dữ liệu đã hủy có thể còn trong bản sao lưu chừng đó.</translation>
    </message>
    <message>
      <source>So many wait for a second officer; 0: none by lot.</source>
      <translation>Tỷ lệ chờ người thứ hai xem lại; 0: không chọn ngẫu nhiên.</translation>
    </message>
    <message>
      <source>Terms and screen</source>
      <translation>Hạn và màn hình</translation>
    </message>
    <message>
      <source>Terms and times of this office. What the law fixes is not here.</source>
      <translation>Thời hạn do cơ quan đặt. Hạn do luật định không nằm ở đây.</translation>
    </message>
    <message>
      <source>The name that the citizen&apos;s phone shows, as agreed with the provider.</source>
      <translation>Tên hiện trên máy công dân, theo hợp đồng với nhà cung cấp.</translation>
    </message>
    <message>
      <source>The officer can choose another one when printing.</source>
      <translation>Khi in, cán bộ vẫn chọn được mẫu khác.</translation>
    </message>
    <message>
      <source>The other side has taken it; look whether it arrived.</source>
      <translation>Bên nhận đã nhận; kiểm tra xem tin đã đến chưa.</translation>
    </message>
    <message>
      <source>This is a trial message of the reception desk. Nothing has to be done.</source>
      <translation>Đây là tin gửi thử của bàn tiếp nhận hồ sơ. Không phải làm gì.</translation>
    </message>
    <message>
      <source>Time for bringing papers</source>
      <translation>Hạn bổ sung giấy tờ</translation>
    </message>
    <message>
      <source>Time for undo</source>
      <translation>Thời gian hoàn tác</translation>
    </message>
    <message>
      <source>Trial</source>
      <translation>Gửi thử</translation>
    </message>
    <message>
      <source>Trial message of the reception desk</source>
      <translation>Thư gửi thử từ bàn tiếp nhận hồ sơ</translation>
    </message>
    <message>
      <source>With an older extract nobody is approved.</source>
      <translation>Trích cũ hơn thì chưa duyệt được hồ sơ nào.</translation>
    </message>
    <message>
      <source>Without a key or a click; 0: never.</source>
      <translation>Khi không gõ phím, không bấm chuột; 0: không che.</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>Có</translation>
    </message>
    <message>
      <source>days</source>
      <translation>ngày</translation>
    </message>
    <message>
      <source>https://… of the provider, or a folder. Empty: nowhere.</source>
      <translation>https://… của nhà cung cấp, hoặc thư mục. Để trống: chưa gửi.</translation>
    </message>
    <message>
      <source>minutes</source>
      <translation>phút</translation>
    </message>
    <message>
      <source>of 10 days</source>
      <translation>/ 10 ngày</translation>
    </message>
    <message>
      <source>percent</source>
      <translation>phần trăm</translation>
    </message>
    <message>
      <source>seconds</source>
      <translation>giây</translation>
    </message>
    <message>
      <source>smtp://user:password@host:587, smtps://…, or a folder. Empty: nowhere.</source>
      <translation>smtp://tên:mật khẩu@máy chủ:587, smtps://…, hoặc thư mục. Để trống: chưa gửi.</translation>
    </message>
    <message>
      <source>{{id}} {{phone}} {{text}} {{sender}} {{token}} are filled in; JSON strings come quoted.</source>
      <translation>Điền được {{id}} {{phone}} {{text}} {{sender}} {{token}}; chuỗi JSON đã có ngoặc kép.</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>Back to the list</source>
      <translation>Về danh sách</translation>
    </message>
    <message>
      <source>Back to the original</source>
      <translation>Về bản gốc</translation>
    </message>
    <message>
      <source>Drop the changes</source>
      <translation>Bỏ thay đổi</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Giữ lại</translation>
    </message>
    <message>
      <source>Not saved yet</source>
      <translation>Chưa lưu</translation>
    </message>
    <message>
      <source>Not saved: {sections}.</source>
      <translation>Chưa lưu: {sections}.</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>Chưa đổi gì.</translation>
    </message>
    <message>
      <source>Remove the office&apos;s text</source>
      <translation>Xóa bản của cơ quan</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Lưu</translation>
    </message>
    <message>
      <source>Saved. It counts from the next act on.</source>
      <translation>Đã lưu. Có hiệu lực từ thao tác kế tiếp.</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Cài đặt</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>Ở lại</translation>
    </message>
    <message>
      <source>The office&apos;s own text is in force.</source>
      <translation>Đang dùng bản của cơ quan.</translation>
    </message>
    <message>
      <source>The office&apos;s text is removed and cannot be had back.</source>
      <translation>Bản của cơ quan sẽ bị xóa, không lấy lại được.</translation>
    </message>
    <message>
      <source>The original text is in force.</source>
      <translation>Đang dùng bản gốc.</translation>
    </message>
    <message>
      <source>for the administrator</source>
      <translation>dành cho quản trị</translation>
    </message>
    <message>
      <source>{section}, not saved</source>
      <translation>{section}, chưa lưu</translation>
    </message>
  </context>
  <context>
    <name>Shared</name>
    <message>
      <source>ID number</source>
      <translation>số giấy tờ</translation>
    </message>
    <message>
      <source>e-mail address</source>
      <translation>địa chỉ email</translation>
    </message>
    <message>
      <source>phone number</source>
      <translation>số điện thoại</translation>
    </message>
    <message>
      <source>social insurance code</source>
      <translation>mã số BHXH</translation>
    </message>
  </context>
  <context>
    <name>ShortChecks</name>
    <message>
      <source>four corners</source>
      <translation>đủ bốn góc</translation>
    </message>
    <message>
      <source>not expired</source>
      <translation>còn hạn</translation>
    </message>
    <message>
      <source>same person</source>
      <translation>đúng người</translation>
    </message>
    <message>
      <source>signed form</source>
      <translation>tờ khai có chữ ký</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsSheet</name>
    <message>
      <source>A clean file, five keys:</source>
      <translation>Hồ sơ sạch, năm phím:</translation>
    </message>
    <message>
      <source>Actual size 1:1</source>
      <translation>Đúng cỡ 1:1</translation>
    </message>
    <message>
      <source>All three pictures</source>
      <translation>Cả ba ảnh</translation>
    </message>
    <message>
      <source>Ask for a supplement</source>
      <translation>Chờ bổ sung</translation>
    </message>
    <message>
      <source>Ask the supervisor, answer</source>
      <translation>Hỏi người phụ trách, trả lời</translation>
    </message>
    <message>
      <source>Assign (supervisors)</source>
      <translation>Phân công (người phụ trách)</translation>
    </message>
    <message>
      <source>Choose a row</source>
      <translation>Chọn dòng</translation>
    </message>
    <message>
      <source>Choose several rows</source>
      <translation>Chọn nhiều dòng</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
    <message>
      <source>Compared with the originals</source>
      <translation>Đã đối chiếu giấy tờ gốc</translation>
    </message>
    <message>
      <source>Cover the screen now</source>
      <translation>Che màn hình ngay</translation>
    </message>
    <message>
      <source>Data and reasons</source>
      <translation>Dữ liệu và lý do</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Ở đâu cũng dùng được</translation>
    </message>
    <message>
      <source>File is not valid</source>
      <translation>Hồ sơ không hợp lệ</translation>
    </message>
    <message>
      <source>File is valid</source>
      <translation>Hồ sơ hợp lệ</translation>
    </message>
    <message>
      <source>Filter the reasons</source>
      <translation>Lọc lý do</translation>
    </message>
    <message>
      <source>First decision holds, or not</source>
      <translation>Giữ, bỏ quyết định đầu</translation>
    </message>
    <message>
      <source>Import files</source>
      <translation>Nhập hồ sơ từ tệp</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Phím tắt</translation>
    </message>
    <message>
      <source>Larger, smaller</source>
      <translation>Phóng to, thu nhỏ</translation>
    </message>
    <message>
      <source>Leave, close, back</source>
      <translation>Thoát, đóng, quay lại</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Danh sách</translation>
    </message>
    <message>
      <source>List of those received today</source>
      <translation>Danh sách tiếp nhận trong ngày</translation>
    </message>
    <message>
      <source>Menu of the row</source>
      <translation>Thực đơn của dòng</translation>
    </message>
    <message>
      <source>More contrast, magnifying glass</source>
      <translation>Tăng tương phản, kính lúp</translation>
    </message>
    <message>
      <source>More criteria, fewer</source>
      <translation>Mở rộng, thu lại</translation>
    </message>
    <message>
      <source>Next file</source>
      <translation>Hồ sơ tiếp theo</translation>
    </message>
    <message>
      <source>Next tab</source>
      <translation>Sang thẻ kế</translation>
    </message>
    <message>
      <source>Open file</source>
      <translation>Hồ sơ đang mở</translation>
    </message>
    <message>
      <source>Open the file</source>
      <translation>Mở hồ sơ</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>Ảnh</translation>
    </message>
    <message>
      <source>Pictures on a second screen</source>
      <translation>Ảnh trên màn hình thứ hai</translation>
    </message>
    <message>
      <source>Portrait, front, back</source>
      <translation>Chân dung, mặt trước, mặt sau</translation>
    </message>
    <message>
      <source>Print the form</source>
      <translation>In tờ khai</translation>
    </message>
    <message>
      <source>Print the forms of the chosen rows</source>
      <translation>In tờ khai các dòng đã chọn</translation>
    </message>
    <message>
      <source>Print the guidance</source>
      <translation>In trang hướng dẫn</translation>
    </message>
    <message>
      <source>Printing</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Queue before, after</source>
      <translation>Hàng chờ trước, sau</translation>
    </message>
    <message>
      <source>Quick search</source>
      <translation>Ô tìm nhanh</translation>
    </message>
    <message>
      <source>Receive</source>
      <translation>Tiếp nhận</translation>
    </message>
    <message>
      <source>Record</source>
      <translation>Ghi nhận</translation>
    </message>
    <message>
      <source>Refresh, ask the registry again</source>
      <translation>Làm mới, hỏi lại HGĐ</translation>
    </message>
    <message>
      <source>Report (supervisors)</source>
      <translation>Báo cáo (phụ trách)</translation>
    </message>
    <message>
      <source>Save PDF</source>
      <translation>Lưu PDF</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Quét</translation>
    </message>
    <message>
      <source>Scan the signed form</source>
      <translation>Quét tờ khai đã ký</translation>
    </message>
    <message>
      <source>Send a failed message again</source>
      <translation>Gửi lại tin lỗi</translation>
    </message>
    <message>
      <source>Straighten by 1°</source>
      <translation>Chỉnh nghiêng 1°</translation>
    </message>
    <message>
      <source>Take the file over</source>
      <translation>Tiếp quản hồ sơ</translation>
    </message>
    <message>
      <source>This sheet</source>
      <translation>Bảng phím này</translation>
    </message>
    <message>
      <source>Throw a scanned page out</source>
      <translation>Bỏ trang quét</translation>
    </message>
    <message>
      <source>Tick or untick</source>
      <translation>Chọn hoặc bỏ ô đang sáng</translation>
    </message>
    <message>
      <source>Turn left, turn right</source>
      <translation>Xoay trái, xoay phải</translation>
    </message>
    <message>
      <source>Two faces beside each other, in turns</source>
      <translation>Hai khuôn mặt: cạnh nhau, luân phiên</translation>
    </message>
    <message>
      <source>Undo typing, or the decision</source>
      <translation>Hoàn tác chữ, quyết định</translation>
    </message>
    <message>
      <source>compared</source>
      <translation>đã đối chiếu</translation>
    </message>
    <message>
      <source>no key is a letter or a digit alone, so Vietnamese typing is never disturbed</source>
      <translation>không phím nào là chữ hay số đứng một mình, nên gõ tiếng Việt không bị vướng</translation>
    </message>
    <message>
      <source>open</source>
      <translation>mở</translation>
    </message>
    <message>
      <source>record, the next file opens</source>
      <translation>ghi nhận, hồ sơ kế tự mở</translation>
    </message>
    <message>
      <source>the citizen came</source>
      <translation>công dân đã đến</translation>
    </message>
    <message>
      <source>valid</source>
      <translation>hợp lệ</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message>
      <source>E-transaction registrations</source>
      <translation>Hồ sơ ĐK GDĐT</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>Tin nhắn</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Báo cáo</translation>
    </message>
    <message>
      <source>Scanned declarations</source>
      <translation>Tờ khai đã quét</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Cài đặt</translation>
    </message>
    <message>
      <source>Supervision</source>
      <translation>Giám sát</translation>
    </message>
    <message>
      <source>Trace</source>
      <translation>Nhật ký</translation>
    </message>
    <message>
      <source>{count} failed</source>
      <translation>{count} tin lỗi</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} hồ sơ</translation>
    </message>
    <message>
      <source>{count} pages wait for their number</source>
      <translation>{count} trang chờ số</translation>
    </message>
  </context>
  <context>
    <name>SignInWindow</name>
    <message>
      <source>6 digits on the phone</source>
      <translation>6 số trên điện thoại</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>Đang kiểm tra…</translation>
    </message>
    <message>
      <source>Each officer has a name of his own. Never shared.</source>
      <translation>Mỗi cán bộ một tên riêng. Không dùng chung.</translation>
    </message>
    <message>
      <source>Forgotten? See the administrator</source>
      <translation>Quên mật khẩu: gặp quản trị</translation>
    </message>
    <message>
      <source>Individuals&apos; electronic transactions:
compare, record, issue VssID accounts.</source>
      <translation>Đăng ký giao dịch điện tử cá nhân:
đối chiếu, ghi nhận, cấp tài khoản VssID.</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Phím tắt</translation>
    </message>
    <message>
      <source>Not signed in.</source>
      <translation>Chưa đăng nhập được.</translation>
    </message>
    <message>
      <source>Opening the data…</source>
      <translation>Đang mở dữ liệu…</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>Mật khẩu</translation>
    </message>
    <message>
      <source>Reception desk for
declarations</source>
      <translation>Bàn tiếp nhận
hồ sơ</translation>
    </message>
    <message>
      <source>Reception desk – sign in</source>
      <translation>Bàn tiếp nhận hồ sơ – Đăng nhập</translation>
    </message>
    <message>
      <source>Recovery code</source>
      <translation>Mã khôi phục</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>Đăng nhập</translation>
    </message>
    <message>
      <source>The account is locked. The administrator can unlock it.</source>
      <translation>Tài khoản bị khóa. Gặp quản trị để mở.</translation>
    </message>
    <message>
      <source>The code is not right. {left} tries left.</source>
      <translation>Mã xác thực chưa đúng. Còn {left} lần.</translation>
    </message>
    <message>
      <source>The code was used already, wait for the next one.</source>
      <translation>Mã xác thực đã dùng, đợi mã kế.</translation>
    </message>
    <message>
      <source>The first sign-in.
Once, about two minutes.</source>
      <translation>Lần đăng nhập đầu tiên.
Làm một lần, khoảng hai phút.</translation>
    </message>
    <message>
      <source>The recovery code is not right or was used before. {left} tries left.</source>
      <translation>Mã khôi phục chưa đúng hoặc đã dùng. Còn {left} lần.</translation>
    </message>
    <message>
      <source>Type one of the ten recovery codes.</source>
      <translation>Nhập một trong mười mã khôi phục.</translation>
    </message>
    <message>
      <source>Type the 6 digits that the phone shows now.</source>
      <translation>Nhập 6 số đang hiện trên điện thoại.</translation>
    </message>
    <message>
      <source>Type the password.</source>
      <translation>Nhập mật khẩu.</translation>
    </message>
    <message>
      <source>Type the user name.</source>
      <translation>Nhập tên đăng nhập.</translation>
    </message>
    <message>
      <source>Use a recovery code</source>
      <translation>Dùng mã khôi phục</translation>
    </message>
    <message>
      <source>Use the verification code</source>
      <translation>Dùng mã xác thực</translation>
    </message>
    <message>
      <source>User name</source>
      <translation>Tên đăng nhập</translation>
    </message>
    <message>
      <source>User name or password is not right. {left} tries left.</source>
      <translation>Tên đăng nhập hoặc mật khẩu chưa đúng. Còn {left} lần.</translation>
    </message>
    <message>
      <source>VIETNAM SOCIAL SECURITY</source>
      <translation>BẢO HIỂM XÃ HỘI VIỆT NAM</translation>
    </message>
    <message>
      <source>Verification code</source>
      <translation>Mã xác thực</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>Phiên bản {version}</translation>
    </message>
    <message>
      <source>for example 7QK4-M2XD</source>
      <translation>ví dụ 7QK4-M2XD</translation>
    </message>
  </context>
  <context>
    <name>SignedPageView</name>
    <message>
      <source>Actual size</source>
      <translation>Cỡ thật</translation>
    </message>
    <message>
      <source>Fill the width</source>
      <translation>Vừa chiều ngang</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>Phóng to</translation>
    </message>
    <message>
      <source>Reading the page…</source>
      <translation>Đang đọc trang…</translation>
    </message>
    <message>
      <source>Scanned page</source>
      <translation>Trang đã quét</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Thu nhỏ</translation>
    </message>
    <message>
      <source>There is no page in view.</source>
      <translation>Chưa có trang nào đang xem.</translation>
    </message>
    <message>
      <source>Turn left</source>
      <translation>Xoay trái</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>Xoay phải</translation>
    </message>
    <message>
      <source>Whole page</source>
      <translation>Cả trang</translation>
    </message>
  </context>
  <context>
    <name>SignedPanel</name>
    <message>
      <source>Its number was typed; which data it shows, the officer looks at.</source>
      <translation>Gắn bằng cách gõ số: cán bộ tự xem dữ liệu trên trang.</translation>
    </message>
    <message>
      <source>No signed form yet: print the form (Ctrl P), let the citizen sign, scan it.</source>
      <translation>Chưa có tờ khai đã ký: in tờ khai (Ctrl P), công dân ký, rồi quét.</translation>
    </message>
    <message>
      <source>Outdated</source>
      <translation>Dữ liệu đã đổi</translation>
    </message>
    <message>
      <source>Printed before the data changed: print it anew and have it signed.</source>
      <translation>In trước khi dữ liệu đổi: in lại cho công dân ký.</translation>
    </message>
    <message>
      <source>Printed of the data as they are now.</source>
      <translation>In đúng dữ liệu hiện tại.</translation>
    </message>
    <message>
      <source>Scan the signed form</source>
      <translation>Quét tờ khai đã ký</translation>
    </message>
    <message>
      <source>Scanned pages</source>
      <translation>Trang đã quét</translation>
    </message>
    <message>
      <source>Signed</source>
      <translation>Đã ký</translation>
    </message>
  </context>
  <context>
    <name>Stack</name>
    <message>
      <source>Attached to file {number}, but printed before its data changed: print it anew.</source>
      <translation>Đã gắn vào hồ sơ {number}, nhưng tờ khai in trước khi dữ liệu thay đổi: cần in và ký lại.</translation>
    </message>
    <message>
      <source>Attached to file {number}.</source>
      <translation>Đã gắn vào hồ sơ {number}.</translation>
    </message>
    <message>
      <source>File {number} has this page already: nothing was changed.</source>
      <translation>Hồ sơ {number} đã có trang này, giữ nguyên.</translation>
    </message>
    <message>
      <source>The code cannot be read. The page waits in the tray until its number is typed.</source>
      <translation>Không đọc được mã. Trang nằm trong khay chờ, nhập số hồ sơ để gắn.</translation>
    </message>
    <message>
      <source>The code was changed or made elsewhere. Kept in the tray, never attached.</source>
      <translation>Mã trên trang đã bị sửa hoặc không do cơ quan tạo. Giữ lại trong khay chờ, không gắn vào hồ sơ nào.</translation>
    </message>
    <message>
      <source>There is no file {number} here yet. The page waits in the tray.</source>
      <translation>Chưa có hồ sơ {number}. Trang nằm trong khay chờ.</translation>
    </message>
    <message>
      <source>scanned page {page}</source>
      <translation>trang quét {page}</translation>
    </message>
    <message>
      <source>{file}, page {page}</source>
      <translation>{file}, trang {page}</translation>
    </message>
  </context>
  <context>
    <name>Staff</name>
    <message>
      <source>A file with it is looked at by a second officer.</source>
      <translation>Hồ sơ có số này phải được người thứ hai xem lại.</translation>
    </message>
    <message>
      <source>A first password is made; with it the officer sets up the sign-in.</source>
      <translation>Hệ thống tạo mật khẩu lần đầu; cán bộ tự đổi mật khẩu và gắn điện thoại.</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>Đang vắng</translation>
    </message>
    <message>
      <source>Changed: {name}.</source>
      <translation>Đã cập nhật: {name}.</translation>
    </message>
    <message>
      <source>Comes back with a new first password and ties a phone anew.</source>
      <translation>Dùng lại với mật khẩu lần đầu mới, và gắn lại điện thoại.</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Đã chép</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Sao chép</translation>
    </message>
    <message>
      <source>Counter</source>
      <translation>Quầy</translation>
    </message>
    <message>
      <source>First password of {name}</source>
      <translation>Mật khẩu lần đầu của {name}</translation>
    </message>
    <message>
      <source>For an officer who has left. The name stays in the trace; you can take back.</source>
      <translation>Dành cho cán bộ đã nghỉ, chuyển đi. Tên vẫn còn trong nhật ký; cho dùng lại được.</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>Họ và tên</translation>
    </message>
    <message>
      <source>Gets no files; those in hand are dealt anew or go back to the queue.</source>
      <translation>Không nhận hồ sơ; hồ sơ đang giữ được chia lại hoặc trả về hàng chờ.</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>Đang dùng</translation>
    </message>
    <message>
      <source>Invite an officer</source>
      <translation>Mời cán bộ</translation>
    </message>
    <message>
      <source>It is handed over</source>
      <translation>Đã báo cho cán bộ</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>Thôi</translation>
    </message>
    <message>
      <source>Lock</source>
      <translation>Khóa</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>Bị khóa</translation>
    </message>
    <message>
      <source>Make the sign-in</source>
      <translation>Tạo tài khoản</translation>
    </message>
    <message>
      <source>Mark as absent</source>
      <translation>Báo vắng</translation>
    </message>
    <message>
      <source>Mark as present</source>
      <translation>Báo có mặt</translation>
    </message>
    <message>
      <source>New first password</source>
      <translation>Cấp mật khẩu mới</translation>
    </message>
    <message>
      <source>New password waits</source>
      <translation>Chờ đổi mật khẩu</translation>
    </message>
    <message>
      <source>No phone is tied.</source>
      <translation>Chưa gắn điện thoại.</translation>
    </message>
    <message>
      <source>No phone yet</source>
      <translation>Chưa gắn điện thoại</translation>
    </message>
    <message>
      <source>No sign-in until you unlock; work that is open ends with the next act.</source>
      <translation>Không đăng nhập được đến khi mở khóa; phiên đang mở kết thúc ở thao tác kế tiếp.</translation>
    </message>
    <message>
      <source>Not saved yet.</source>
      <translation>Chưa lưu.</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan</translation>
    </message>
    <message>
      <source>Officers</source>
      <translation>Cán bộ</translation>
    </message>
    <message>
      <source>Only another administrator can do this for you.</source>
      <translation>Việc này phải nhờ quản trị khác.</translation>
    </message>
    <message>
      <source>Out of use</source>
      <translation>Đã ngừng</translation>
    </message>
    <message>
      <source>Own phone</source>
      <translation>Điện thoại riêng</translation>
    </message>
    <message>
      <source>Phone and recovery codes end at once. At the next sign-in a new phone is tied.</source>
      <translation>Điện thoại và mã khôi phục hết hiệu lực ngay. Lần đăng nhập sau sẽ gắn điện thoại mới.</translation>
    </message>
    <message>
      <source>Put out of use</source>
      <translation>Ngừng dùng</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Vai trò</translation>
    </message>
    <message>
      <source>Save or drop the changes of this officer first.</source>
      <translation>Lưu hoặc bỏ thay đổi của cán bộ này trước.</translation>
    </message>
    <message>
      <source>Saved.</source>
      <translation>Đã lưu.</translation>
    </message>
    <message>
      <source>Shown only now. Tell it in person or by phone, not by e-mail. It opens only the change of password.</source>
      <translation>Chỉ hiện lúc này. Báo trực tiếp hoặc qua điện thoại, không gửi thư. Mật khẩu này chỉ dùng để đổi mật khẩu.</translation>
    </message>
    <message>
      <source>Small letters, digits, dots; it never changes and is never given again.</source>
      <translation>Chữ thường không dấu, số, dấu chấm; không đổi và không cấp lại cho người khác.</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Trạng thái</translation>
    </message>
    <message>
      <source>Take back into use</source>
      <translation>Cho dùng lại</translation>
    </message>
    <message>
      <source>Take the phone away</source>
      <translation>Gỡ điện thoại</translation>
    </message>
    <message>
      <source>The old password ends at once. The phone stays tied.</source>
      <translation>Mật khẩu cũ hết hiệu lực ngay. Điện thoại vẫn gắn.</translation>
    </message>
    <message>
      <source>The selected officer</source>
      <translation>Cán bộ đang chọn</translation>
    </message>
    <message>
      <source>The way in</source>
      <translation>Đăng nhập</translation>
    </message>
    <message>
      <source>This officer is out of use.</source>
      <translation>Cán bộ này đã ngừng dùng.</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>Mở khóa</translation>
    </message>
    <message>
      <source>User name</source>
      <translation>Tên đăng nhập</translation>
    </message>
    <message>
      <source>this is you</source>
      <translation>đang đăng nhập</translation>
    </message>
    <message>
      <source>{active} in use</source>
      <translation>{active} đang dùng</translation>
    </message>
    <message>
      <source>{left} recovery codes left</source>
      <translation>còn {left} mã khôi phục</translation>
    </message>
    <message>
      <source>{rest} out of use</source>
      <translation>{rest} đã ngừng</translation>
    </message>
  </context>
  <context>
    <name>State</name>
    <message>
      <source>Approved</source>
      <translation>Đã duyệt</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Hết hạn</translation>
    </message>
    <message>
      <source>In progress</source>
      <translation>Đang xử lý</translation>
    </message>
    <message>
      <source>Papers are missing</source>
      <translation>Chờ bổ sung</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Từ chối</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Chờ xử lý</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Đã hủy</translation>
    </message>
  </context>
  <context>
    <name>StripWork</name>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
  </context>
  <context>
    <name>SuccessLine</name>
    <message>
      <source>1 second</source>
      <translation>1 giây</translation>
    </message>
    <message>
      <source>After that it waits for a second officer.</source>
      <translation>Sau đó quyết định chờ người thứ hai xem lại.</translation>
    </message>
    <message>
      <source>After that the messages go out.</source>
      <translation>Sau đó tin được gửi đi.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Đóng</translation>
    </message>
    <message>
      <source>Print its declaration</source>
      <translation>In tờ khai này</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Hoàn tác</translation>
    </message>
    <message>
      <source>The decision can still be taken back for {time}.</source>
      <translation>Quyết định còn hoàn tác được {time}.</translation>
    </message>
    <message>
      <source>The decision was taken back.</source>
      <translation>Đã hoàn tác quyết định.</translation>
    </message>
    <message>
      <source>The file was reopened.</source>
      <translation>Đã mở lại hồ sơ.</translation>
    </message>
    <message>
      <source>The file was updated.</source>
      <translation>Cập nhật thành công.</translation>
    </message>
    <message>
      <source>The information was updated.</source>
      <translation>Cập nhật thông tin thành công.</translation>
    </message>
    <message>
      <source>The refusal was recorded.</source>
      <translation>Từ chối duyệt thành công.</translation>
    </message>
    <message>
      <source>The registration succeeded.</source>
      <translation>Đăng ký thành công.</translation>
    </message>
    <message>
      <source>The second look was recorded.</source>
      <translation>Đã ghi nhận xem lại.</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s</source>
      <translation>{minutes} phút {seconds} giây</translation>
    </message>
    <message>
      <source>{seconds} seconds</source>
      <translation>{seconds} giây</translation>
    </message>
    <message>
      <source>{sms} SMS is sent in {time}</source>
      <translation>{sms} SMS gửi sau {time}</translation>
    </message>
    <message>
      <source>{sms} SMS waits to be sent</source>
      <translation>{sms} SMS chờ gửi</translation>
    </message>
    <message>
      <source>{sms} SMS, {emails} e-mail are sent in {time}</source>
      <translation>{sms} SMS, {emails} email gửi sau {time}</translation>
    </message>
    <message>
      <source>{sms} SMS, {emails} e-mail wait to be sent</source>
      <translation>{sms} SMS, {emails} email chờ gửi</translation>
    </message>
    <message>
      <source>{who}: a second officer looks at it first; until then no message goes out.</source>
      <translation>{who}: chờ người thứ hai xem lại; chưa gửi tin nào.</translation>
    </message>
    <message>
      <source>{who}: account {login} is issued and active. {queued}.</source>
      <translation>{who}: đã cấp và kích hoạt tài khoản {login}. {queued}.</translation>
    </message>
    <message>
      <source>{who}: account {login} is issued. {queued}.</source>
      <translation>{who}: đã cấp tài khoản {login}. {queued}.</translation>
    </message>
    <message>
      <source>{who}: account {login} is up to date. {queued}.</source>
      <translation>{who}: đã cập nhật tài khoản {login}. {queued}.</translation>
    </message>
    <message>
      <source>{who}: both found the same, the decision takes effect.</source>
      <translation>{who}: hai người đánh giá như nhau, quyết định có hiệu lực.</translation>
    </message>
    <message>
      <source>{who}: the first officer found differently; a supervisor settles it.</source>
      <translation>{who}: người thứ nhất đánh giá khác; người phụ trách xử lý.</translation>
    </message>
    <message>
      <source>{who}: the reason goes to {phone}. {queued}.</source>
      <translation>{who}: lý do gửi tới {phone}. {queued}.</translation>
    </message>
    <message>
      <source>{who}: waits for the supplement. {queued}.</source>
      <translation>{who}: chờ bổ sung. {queued}.</translation>
    </message>
    <message>
      <source>{who}: {state} again, the account is suspended.</source>
      <translation>{who}: lại {state}, tài khoản tạm ngừng.</translation>
    </message>
    <message>
      <source>{who}: {state} again.</source>
      <translation>{who}: lại {state}.</translation>
    </message>
    <message>
      <source>{who}: {state} again. No message went to the citizen.</source>
      <translation>{who}: lại {state}. Công dân chưa nhận tin nào.</translation>
    </message>
    <message>
      <source>{who}: {state}.</source>
      <translation>{who}: {state}.</translation>
    </message>
  </context>
  <context>
    <name>Thumbnail</name>
    <message>
      <source>unreadable</source>
      <translation>không đọc được</translation>
    </message>
  </context>
  <context>
    <name>Tombstone</name>
    <message>
      <source>Data destroyed</source>
      <translation>Hủy dữ liệu</translation>
    </message>
    <message>
      <source>Declaration number</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>Hết hạn</translation>
    </message>
    <message>
      <source>If the citizen comes now, the declaration has to be made anew.</source>
      <translation>Nếu công dân đến bây giờ thì khai lại tờ khai mới.</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Cơ quan BHXH</translation>
    </message>
    <message>
      <source>Registration type</source>
      <translation>Loại đăng ký</translation>
    </message>
    <message>
      <source>Submitted</source>
      <translation>Ngày nộp</translation>
    </message>
    <message>
      <source>Taken in</source>
      <translation>Ngày nhận vào</translation>
    </message>
    <message>
      <source>The citizen did not come within ten days. The file expired and was not brought back; name, numbers, address, papers and messages were destroyed for good. These dates are left:</source>
      <translation>Công dân không đến trong 10 ngày. Hồ sơ đã hết hạn và không được khôi phục; họ tên, các số, địa chỉ, giấy tờ và tin nhắn đã hủy hẳn. Chỉ còn lại:</translation>
    </message>
    <message>
      <source>The data of this file were destroyed</source>
      <translation>Dữ liệu của hồ sơ này đã hủy</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Counter {number}</source>
      <translation>Quầy {number}</translation>
    </message>
    <message>
      <source>Cover the screen</source>
      <translation>Che màn hình</translation>
    </message>
    <message>
      <source>Dark look</source>
      <translation>Nền tối</translation>
    </message>
    <message>
      <source>I am away</source>
      <translation>Báo vắng</translation>
    </message>
    <message>
      <source>I am back</source>
      <translation>Báo có mặt</translation>
    </message>
    <message>
      <source>Light look</source>
      <translation>Nền sáng</translation>
    </message>
    <message>
      <source>Open the next file after recording</source>
      <translation>Mở hồ sơ tiếp theo sau khi ghi nhận</translation>
    </message>
    <message>
      <source>Reception desk</source>
      <translation>Bàn tiếp nhận hồ sơ</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Phím tắt</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>Đăng xuất</translation>
    </message>
    <message>
      <source>away</source>
      <translation>vắng</translation>
    </message>
  </context>
  <context>
    <name>Tour</name>
    <message>
      <source>Making a sample office…</source>
      <translation>Đang tạo cơ quan mẫu…</translation>
    </message>
    <message>
      <source>{run}: {pictures} pictures, {findings} findings</source>
      <translation>{run}: {pictures} ảnh, {findings} lỗi</translation>
    </message>
  </context>
  <context>
    <name>TraceHead</name>
    <message>
      <source>All</source>
      <translation>Tất cả</translation>
    </message>
    <message>
      <source>Declaration number or officer&apos;s name</source>
      <translation>Số hồ sơ hoặc tên cán bộ</translation>
    </message>
    <message>
      <source>Export the trace</source>
      <translation>Xuất nhật ký</translation>
    </message>
    <message>
      <source>Follow</source>
      <translation>Tra cứu</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Từ</translation>
    </message>
    <message>
      <source>From day</source>
      <translation>Từ ngày</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Làm mới</translation>
    </message>
    <message>
      <source>The first day comes after the last.</source>
      <translation>Ngày đầu đứng sau ngày cuối.</translation>
    </message>
    <message>
      <source>To day</source>
      <translation>Đến ngày</translation>
    </message>
    <message>
      <source>Trace</source>
      <translation>Nhật ký</translation>
    </message>
    <message>
      <source>Verify the chain</source>
      <translation>Kiểm tra toàn vẹn</translation>
    </message>
    <message>
      <source>What is shown</source>
      <translation>Hiện những gì</translation>
    </message>
    <message>
      <source>What was done</source>
      <translation>Việc đã làm</translation>
    </message>
    <message>
      <source>Who opened what</source>
      <translation>Lượt mở xem</translation>
    </message>
    <message>
      <source>to</source>
      <translation>đến</translation>
    </message>
  </context>
  <context>
    <name>TracePage</name>
    <message>
      <source>Act</source>
      <translation>Việc</translation>
    </message>
    <message>
      <source>At</source>
      <translation>Lúc</translation>
    </message>
    <message>
      <source>Chain</source>
      <translation>Chuỗi</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Chi tiết</translation>
    </message>
    <message>
      <source>File or subject</source>
      <translation>Hồ sơ, đối tượng</translation>
    </message>
    <message>
      <source>More than one is meant by this. Which?</source>
      <translation>Có nhiều kết quả khớp. Chọn một.</translation>
    </message>
    <message>
      <source>Nothing can be followed.</source>
      <translation>Không theo dõi được.</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Vai trò</translation>
    </message>
    <message>
      <source>Rows of the trace</source>
      <translation>Các dòng nhật ký</translation>
    </message>
    <message>
      <source>The chain is being verified.</source>
      <translation>Đang kiểm tra chuỗi nhật ký.</translation>
    </message>
    <message>
      <source>The trace is being written.</source>
      <translation>Đang xuất nhật ký.</translation>
    </message>
    <message>
      <source>The trace was written.</source>
      <translation>Đã xuất nhật ký.</translation>
    </message>
    <message>
      <source>There are no rows for this.</source>
      <translation>Không có dòng nhật ký nào.</translation>
    </message>
    <message>
      <source>Verifying was stopped.</source>
      <translation>Đã dừng kiểm tra.</translation>
    </message>
    <message>
      <source>Where is the trace to be written?</source>
      <translation>Ghi nhật ký vào đâu?</translation>
    </message>
    <message>
      <source>Who</source>
      <translation>Ai</translation>
    </message>
    <message>
      <source>all offices</source>
      <translation>tất cả cơ quan</translation>
    </message>
    <message>
      <source>the whole office</source>
      <translation>cả cơ quan</translation>
    </message>
    <message>
      <source>trace</source>
      <translation>nhat-ky</translation>
    </message>
    <message>
      <source>{done} of {total} rows</source>
      <translation>{done} trong {total} dòng</translation>
    </message>
    <message>
      <source>{rows} rows in {file}.</source>
      <translation>{rows} dòng trong {file}.</translation>
    </message>
    <message>
      <source>{rows} rows · looking at the trace is noted in it</source>
      <translation>{rows} dòng · mỗi lần xem nhật ký cũng được ghi lại</translation>
    </message>
  </context>
  <context>
    <name>TraceWords</name>
    <message>
      <source>Office {office}: cut off at the end, from row {row}.</source>
      <translation>Cơ quan {office}: bị cắt phần cuối, từ dòng {row}.</translation>
    </message>
    <message>
      <source>Office {office}: row {row} is out of order.</source>
      <translation>Cơ quan {office}: dòng {row} sai thứ tự.</translation>
    </message>
    <message>
      <source>Office {office}: row {row} was deleted.</source>
      <translation>Cơ quan {office}: dòng {row} đã bị xóa.</translation>
    </message>
    <message>
      <source>Office {office}: row {row} was edited.</source>
      <translation>Cơ quan {office}: dòng {row} đã bị sửa.</translation>
    </message>
    <message>
      <source>Office {office}: the end is not sealed by this office&apos;s key.</source>
      <translation>Cơ quan {office}: cuối chuỗi không được niêm phong bằng khóa của cơ quan này.</translation>
    </message>
    <message>
      <source>Rows were taken away: file {file} has acts without one.</source>
      <translation>Có dòng đã bị lấy đi: hồ sơ {file} có việc mà không có dòng nhật ký.</translation>
    </message>
    <message>
      <source>The desk by itself</source>
      <translation>Phần mềm tự động</translation>
    </message>
    <message>
      <source>The trace is intact.</source>
      <translation>Nhật ký nguyên vẹn.</translation>
    </message>
    <message>
      <source>The trace is not intact.</source>
      <translation>Nhật ký không còn nguyên vẹn.</translation>
    </message>
    <message>
      <source>both found the same</source>
      <translation>hai người đánh giá như nhau</translation>
    </message>
    <message>
      <source>by the office&apos;s rule</source>
      <translation>theo quy tắc của cơ quan</translation>
    </message>
    <message>
      <source>found differently</source>
      <translation>hai người đánh giá khác nhau</translation>
    </message>
    <message>
      <source>from {name}</source>
      <translation>từ {name}</translation>
    </message>
    <message>
      <source>its place was taken by {number}</source>
      <translation>thay bằng hồ sơ {number}</translation>
    </message>
    <message>
      <source>name confirmed</source>
      <translation>đã xác nhận tên</translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>bỏ quyết định đầu</translation>
    </message>
    <message>
      <source>the decision holds</source>
      <translation>giữ quyết định đầu</translation>
    </message>
    <message>
      <source>to {name}</source>
      <translation>cho {name}</translation>
    </message>
    <message>
      <source>waits in the tray</source>
      <translation>chờ nhập số hồ sơ</translation>
    </message>
    <message>
      <source>with a note</source>
      <translation>kèm ghi chú</translation>
    </message>
    <message>
      <source>with a recovery code</source>
      <translation>bằng mã khôi phục</translation>
    </message>
    <message>
      <source>{count} copies</source>
      <translation>{count} bản</translation>
    </message>
    <message>
      <source>{count} rows</source>
      <translation>{count} dòng</translation>
    </message>
    <message>
      <source>{rows} rows, each with the digest of the one before; the end is sealed.</source>
      <translation>{rows} dòng, mỗi dòng mang mã băm của dòng trước; cuối chuỗi có niêm phong.</translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <source>17 or 00017/2026/00101</source>
      <translation>17 hoặc 00017/2026/00101</translation>
    </message>
    <message>
      <source>A stack is being filed.</source>
      <translation>Đang xử lý một tập.</translation>
    </message>
    <message>
      <source>A supervisor looks into false codes and throws them out.</source>
      <translation>Trang có mã giả do giám sát xem xét và bỏ.</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Chọn thư mục</translation>
    </message>
    <message>
      <source>Choose a folder of scans</source>
      <translation>Chọn thư mục tệp quét</translation>
    </message>
    <message>
      <source>Choose files</source>
      <translation>Chọn tệp</translation>
    </message>
    <message>
      <source>Choose scans</source>
      <translation>Chọn tệp quét</translation>
    </message>
    <message>
      <source>Code not readable</source>
      <translation>Không đọc được mã</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Chi tiết</translation>
    </message>
    <message>
      <source>False code</source>
      <translation>Mã giả</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Hồ sơ</translation>
    </message>
    <message>
      <source>Its code says {number}, which is not here yet. Import that file, or type another.</source>
      <translation>Mã ghi số {number}, hồ sơ này chưa có ở đây. Nhập hồ sơ đó, hoặc gõ số khác.</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Giữ lại</translation>
    </message>
    <message>
      <source>Last stack ({count})</source>
      <translation>Tập vừa quét ({count})</translation>
    </message>
    <message>
      <source>No page waits for its number</source>
      <translation>Không có trang nào chờ nhập số</translation>
    </message>
    <message>
      <source>No scan was found there.</source>
      <translation>Không thấy tệp quét nào ở đó.</translation>
    </message>
    <message>
      <source>No such file yet</source>
      <translation>Chưa có hồ sơ</translation>
    </message>
    <message>
      <source>No.</source>
      <translation>STT</translation>
    </message>
    <message>
      <source>Number of the file</source>
      <translation>Số hồ sơ</translation>
    </message>
    <message>
      <source>On its file</source>
      <translation>Đã gắn</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Kết quả</translation>
    </message>
    <message>
      <source>Outdated</source>
      <translation>Dữ liệu đã đổi</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Trang</translation>
    </message>
    <message>
      <source>Pages that wait</source>
      <translation>Trang chờ nhập số</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Tiến độ</translation>
    </message>
    <message>
      <source>Put on this file</source>
      <translation>Gắn vào hồ sơ</translation>
    </message>
    <message>
      <source>Read the number on the page and type it: whole, or its first part.</source>
      <translation>Đọc số hồ sơ trên trang rồi gõ vào: cả số, hoặc phần đầu.</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>Làm mới</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Từ chối</translation>
    </message>
    <message>
      <source>Scan the stack</source>
      <translation>Quét cả tập</translation>
    </message>
    <message>
      <source>Scan the stack of signed forms, or choose scans: each finds its file by its code.</source>
      <translation>Quét cả tập tờ khai đã ký, hoặc chọn tệp đã quét: mỗi trang tự vào hồ sơ theo mã QR.</translation>
    </message>
    <message>
      <source>Scanned declarations</source>
      <translation>Tờ khai đã quét</translation>
    </message>
    <message>
      <source>Scanned {time} · {officer} · {source}</source>
      <translation>Quét {time} · {officer} · {source}</translation>
    </message>
    <message>
      <source>Scans (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)</source>
      <translation>Tệp quét (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Lúc</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Dừng</translation>
    </message>
    <message>
      <source>Stopped after {count} pages.</source>
      <translation>Đã dừng sau {count} trang.</translation>
    </message>
    <message>
      <source>Take it back</source>
      <translation>Lấy lại</translation>
    </message>
    <message>
      <source>The code was changed or made elsewhere: this page can never be put on a file.</source>
      <translation>Mã trên trang bị sửa hoặc không do cơ quan in: không bao giờ gắn được vào hồ sơ.</translation>
    </message>
    <message>
      <source>The page is on file {number} now.</source>
      <translation>Đã gắn trang vào hồ sơ {number}.</translation>
    </message>
    <message>
      <source>The page waits again.</source>
      <translation>Trang trở lại chờ nhập số.</translation>
    </message>
    <message>
      <source>The page was thrown out.</source>
      <translation>Đã bỏ trang.</translation>
    </message>
    <message>
      <source>The stack stopped.</source>
      <translation>Tập đang xử lý bị dừng.</translation>
    </message>
    <message>
      <source>Throw out…</source>
      <translation>Bỏ trang…</translation>
    </message>
    <message>
      <source>Throw the page out</source>
      <translation>Bỏ hẳn trang này</translation>
    </message>
    <message>
      <source>Wait for a number ({count})</source>
      <translation>Chờ nhập số ({count})</translation>
    </message>
    <message>
      <source>Waits for its number</source>
      <translation>Chờ nhập số</translation>
    </message>
    <message>
      <source>What became of the pages</source>
      <translation>Kết quả từng trang</translation>
    </message>
    <message>
      <source>What is shown</source>
      <translation>Đang xem</translation>
    </message>
    <message>
      <source>Why it waits</source>
      <translation>Vì sao chờ</translation>
    </message>
    <message>
      <source>files</source>
      <translation>tệp</translation>
    </message>
    <message>
      <source>page {page}</source>
      <translation>trang {page}</translation>
    </message>
    <message>
      <source>put on its file</source>
      <translation>gắn vào hồ sơ</translation>
    </message>
    <message>
      <source>scanner</source>
      <translation>máy quét</translation>
    </message>
    <message>
      <source>throw out</source>
      <translation>bỏ trang</translation>
    </message>
    <message>
      <source>watched folder</source>
      <translation>thư mục quét</translation>
    </message>
    <message>
      <source>{count} on their files</source>
      <translation>{count} đã gắn vào hồ sơ</translation>
    </message>
    <message>
      <source>{count} outdated</source>
      <translation>{count} in trước khi dữ liệu đổi</translation>
    </message>
    <message>
      <source>{count} pages wait for their number</source>
      <translation>{count} trang chờ nhập số</translation>
    </message>
    <message>
      <source>{count} pages.</source>
      <translation>{count} trang.</translation>
    </message>
    <message>
      <source>{count} refused</source>
      <translation>{count} bị từ chối</translation>
    </message>
    <message>
      <source>{count} wait for their number</source>
      <translation>{count} chờ nhập số</translation>
    </message>
  </context>
  <context>
    <name>Verdict</name>
    <message>
      <source>Papers are missing</source>
      <translation>Chờ bổ sung</translation>
    </message>
    <message>
      <source>The declaration is not valid</source>
      <translation>Hồ sơ không hợp lệ</translation>
    </message>
    <message>
      <source>The declaration is valid</source>
      <translation>Hồ sơ hợp lệ</translation>
    </message>
  </context>
  <context>
    <name>WhatMoved</name>
    <message>
      <source>Account</source>
      <translation>Tài khoản</translation>
    </message>
    <message>
      <source>Look at what is new, then decide again. What was typed stays.</source>
      <translation>Xem phần mới rồi quyết định lại. Nội dung đã nhập vẫn còn.</translation>
    </message>
    <message>
      <source>New pictures: {names}.</source>
      <translation>Ảnh mới: {names}.</translation>
    </message>
    <message>
      <source>Status: {old} → {new}.</source>
      <translation>Trạng thái: {old} → {new}.</translation>
    </message>
    <message>
      <source>The account is no longer there.</source>
      <translation>Tài khoản không còn nữa.</translation>
    </message>
    <message>
      <source>The account was just changed by {name}, {time}, file {number}.</source>
      <translation>Tài khoản vừa được {name} thay đổi lúc {time}, hồ sơ {number}.</translation>
    </message>
    <message>
      <source>The citizen has come.</source>
      <translation>Công dân đã đến.</translation>
    </message>
    <message>
      <source>The declared data changed.</source>
      <translation>Dữ liệu khai đã đổi.</translation>
    </message>
    <message>
      <source>This code has an account now.</source>
      <translation>Mã số này nay đã có tài khoản.</translation>
    </message>
    <message>
      <source>somebody else</source>
      <translation>người khác</translation>
    </message>
  </context>
  <context>
    <name>WorkNotices</name>
    <message>
      <source>A supervisor settles it.</source>
      <translation>Người phụ trách xử lý.</translation>
    </message>
    <message>
      <source>Assess the file as if nobody had decided it yet.</source>
      <translation>Đánh giá như hồ sơ chưa ai quyết định.</translation>
    </message>
    <message>
      <source>Assigned to {name}.</source>
      <translation>Giao cho {name}.</translation>
    </message>
    <message>
      <source>By the office&apos;s rule.</source>
      <translation>Theo quy tắc phân công của cơ quan.</translation>
    </message>
    <message>
      <source>Second look.</source>
      <translation>Xem lại lần hai.</translation>
    </message>
    <message>
      <source>The decision waits for a second officer.</source>
      <translation>Quyết định chờ người thứ hai xem lại.</translation>
    </message>
    <message>
      <source>Two officers found differently.</source>
      <translation>Hai người đánh giá khác nhau.</translation>
    </message>
    <message>
      <source>{answer} (asked: «{question}»)</source>
      <translation>{answer} (hỏi: «{question}»)</translation>
    </message>
    <message>
      <source>{name} answered:</source>
      <translation>{name} trả lời:</translation>
    </message>
    <message>
      <source>{name} asked the supervisor:</source>
      <translation>{name} hỏi người phụ trách:</translation>
    </message>
  </context>
</TS>
