/** The page on which people install the installation's own root certificate, by kind of device. */
import { catalogue } from './text.ts';

export const certificateText = catalogue(
  {
    title: '安装根证书',
    why: '本系统用本单位自己的证书加密连接。手机和电脑安装一次根证书后，不再提示“不安全”，离线检查、拍照和定位才能使用。',
    step1: '一、下载根证书',
    download: '下载根证书',
    scan: '手机扫码打开本页。第一次打开会提示连接不安全，选择“继续访问”，安装后不再提示。',
    step2: '二、核对指纹',
    compare: '请与管理员书面或当面告知的指纹逐字核对，不一致不要安装。',
    fingerprint: 'SHA-256 指纹',
    until: '有效期至',
    step3: '三、安装',
    android: '安卓手机',
    androidSteps: '打开“设置”，搜索“CA 证书”，选择“安装 CA 证书”，选中下载的文件 root.crt，确认安装。',
    harmony: '鸿蒙手机',
    harmonySteps:
      '打开“设置”，搜索“证书”，进入“证书和凭据”，选择“从存储设备安装”中的“CA 证书”，选中 root.crt。',
    iphone: '苹果手机',
    iphoneSteps:
      '用 Safari 下载后，打开“设置”顶部的“已下载描述文件”安装；再到“通用 > 关于本机 > 证书信任设置”，打开该证书的开关。',
    windows: 'Windows 电脑',
    windowsSteps:
      '双击 root.crt，选择“安装证书”“本地计算机”，存放到“受信任的根证书颁发机构”，然后重新打开浏览器。',
    uos: '统信 UOS、麒麟电脑',
    uosSteps:
      '在浏览器的“设置 > 隐私和安全 > 管理证书 > 授权中心”中导入 root.crt，勾选“信任该证书，以标识网站”。',
    after:
      '安装后关闭浏览器重新打开本系统。仍提示不安全时，请核对手机的日期和时间，以及打开的地址是否与管理员给出的一致。',
    open: '打开手机检查页面',
    none: '本系统没有自己的根证书，不需要安装。如浏览器仍提示不安全，请联系系统管理员。',
    other: 'English',
  },
  {
    title: 'Install the root certificate',
    why: 'Connections to this system are encrypted with the house’s own certificate. Phones and computers install its root once; then nothing is called unsafe, and inspecting offline, photos and location work.',
    step1: '1. Download the root',
    download: 'Download the root certificate',
    scan: 'A phone opens this page by the code. The first time it says that the connection is not safe: go on; after installing it says so no more.',
    step2: '2. Compare the fingerprint',
    compare:
      'Compare it with what the administrator gave you on paper or in person. If it differs, do not install.',
    fingerprint: 'SHA-256 fingerprint',
    until: 'Valid until',
    step3: '3. Install',
    android: 'Android',
    androidSteps:
      'In Settings search for “CA certificate”, choose “Install a CA certificate”, pick the file root.crt and confirm.',
    harmony: 'HarmonyOS',
    harmonySteps:
      'In Settings search for “certificate”, open certificates and credentials, choose to install a CA certificate from storage, pick root.crt.',
    iphone: 'iPhone',
    iphoneSteps:
      'Download with Safari, install the profile shown at the top of Settings, then switch the certificate on under General > About > Certificate Trust Settings.',
    windows: 'Windows',
    windowsSteps:
      'Open root.crt, choose “Install Certificate”, “Local Machine”, place it in “Trusted Root Certification Authorities”, then reopen the browser.',
    uos: 'UOS, Kylin',
    uosSteps:
      'In the browser open Settings > Privacy and security > Manage certificates > Authorities, import root.crt and trust it for identifying websites.',
    after:
      'Close the browser and open the system again. If it is still called unsafe, check the date and time of the device, and that the address is the one the administrator gave.',
    open: 'Open the inspection pages for phones',
    none: 'This system has no root of its own; there is nothing to install. If the browser still warns, ask the system administrator.',
    other: '中文',
  },
);
