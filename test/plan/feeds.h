/* SPDX-License-Identifier: Apache-2.0 */
/* feeds.h - feeds of our own making in each of the four forms. */
#ifndef TEST_PLAN_FEEDS_H
#define TEST_PLAN_FEEDS_H
#define FEED_TEXT_NMC "{\"code\":0,\"data\":{\"page\":{\"list\":[" \
	"{\"alertid\":\"37030341600000_20261127180000\",\"issuetime\":\"2026/11/27" \
	    " 18:00\",\"title\":\"山东省淄博市张店区气象台发布大雾橙色预警信号\",\"pic\":\"/p0012002.png\"}," \
	"{\"alertid\":\"37030041600000_20261127183000\",\"issuetime\":\"2026/11/27 18:30\",\"title\":\"山东省淄博市气象台解除道路结冰黄色预警信号\"}," \
	"{\"alertid\":\"37000041600000_20261127190000\",\"issuetime\":\"2026/11/27" \
	    " 19:00\",\"title\":\"山东省自然资源厅和山东省气象台发布地质灾害黄色预警\",\"pic\":\"p0021001.png\"}," \
	"{\"alertid\":\"37030541600000_x\",\"issuetime\":\"昨天\",\"title\":\"临淄区气象台发布大风蓝色预警信号\"},{\"title\":\"x\"},17]}}}"
#define FEED_TEXT_QWEATHER "{\"code\":\"200\",\"warning\":[" \
	"{\"id\":\"10112030120261127180000\",\"sender\":\"淄博市气象台\",\"pubTime\":\"2026-11-27T18:00+08:00\",\"title\":\"淄博市气象台发布大雾橙色预警[Ⅱ级/严重]\"," \
	"\"startTime\":\"2026-11-27T18:00+08:00\"," \
	"\"endTime\":\"2026-11-28T10:00+08:00\",\"status\":\"active\",\"severityColor\":\"Orange\",\"type\":\"1017\",\"typeName\":\"大雾\",\"text\":\"能见度小于200米。" \
	    "\",\"related\":\"\"}," \
	"{\"id\":\"2\",\"sender\":\"淄博市气象台\",\"pubTime\":\"2026-11-27T19:00+08:00\",\"title\":\"淄博市气象台更新大雾红色预警\",\"status\":\"update\"," \
	"\"severityColor\":\"Red\",\"typeName\":\"大雾\",\"related\":\"10112030120261127180000\"}," \
	"{\"id\":\"3\",\"sender\":\"淄博市气象台\",\"pubTime\":\"2026-11-27T20:00+08:00\",\"title\":\"淄博市气象台解除大雾红色预警\",\"status\":\"cancel\"," \
	"\"severityColor\":\"Red\",\"typeName\":\"大雾\",\"related\":\"2\"}]}"
#define FEED_TEXT_CAIYUN "{\"status\":\"ok\",\"result\":{\"alert\":{\"status\":\"ok\",\"content\":[" \
	"{\"alertId\":\"37030241600000_20261127180233\",\"adcode\":\"370302\",\"code\":\"1203\"," \
	"\"pubtimestamp\":1795773720,\"title\":\"淄川区气象台发布大雾橙色预警[II/严重]\"," \
	"\"description\":\"能见度低于200米。\",\"location\":\"山东省淄博市淄川区\"}]}}}"
#define FEED_TEXT_CAP "<?xml version=\"1.0\" encoding=\"UTF-8\"?><alert" \
    " xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>37030041600000_9</identifier><sender>a@b.example</sender>" \
	"<sent>2026-11-27T18:00:00+08:00</sent><status>Actual</status><msgType>Update</msgType><scope>Public</scope>" \
	"<references>a@b.example,37030041600000_8,2026-11-27T12:00:00+08:00</references>" \
	"<info><language>en-US</language><event>Dense Fog</event><severity>Severe</severity></info>" \
	"<info><language>zh-CN</language><event>大雾</event><severity>Severe</severity><senderName>淄博市气象台</senderName><headline>淄博市气象台发布大雾橙色预警</headline>" \
	"<onset>2026-11-27T20:00:00+08:00</onset><expires>2026-11-28T08:00:00+08:00</expires><description>能见度低于200米。</description>" \
	"<area><areaDesc>张店区</areaDesc><polygon>36.74,117.94 36.74,118.18 36.90,118.18 36.90,117.94 36.74,117.94</polygon></area>" \
	"<area><areaDesc>桓台县</areaDesc><circle>36.96,118.10 8</circle></area></info></alert>"
#define FEED_TEXT_CAP_PLAIN "<feed><alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>n1</identifier><sender>w@example</sender>" \
	"<sent>2026-11-27T10:00:00-00:00</sent>" \
	"<status>Actual</status><msgType>Alert</msgType><info><event>Heavy Snow</event><severity>Moderate</severity><area><areaDesc>沂源县</areaDesc>" \
	"<geocode><valueName>GB/T 2260</valueName><value>370323</value></geocode></area></info></alert>" \
	"<alert><identifier>n2</identifier><sender>w@example</sender><sent>2026-11-27T11:00:00+00:00</sent><status>Exercise</status><msgType>Alert</msgType></alert></feed>"
#endif
