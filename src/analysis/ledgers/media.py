"""普法宣传: what is posted in new media, and the monthly return of all publicity."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import REMARK, SERIAL, VILLAGE, personal
from analysis.ledgers.model import Column, Ledger

POSTS = Ledger(
    id="posts",
    title="新媒体普法台账",
    grain="register",
    about="event",
    row_is="一条普法信息",
    shuns=("政务", "作者", "稿费", "索引号"),
    called=("新媒体普法", "普法推文", "公众号普法", "线上普法", "普法信息发布"),
    columns=(
        SERIAL,
        Column(id="posted_on", title="发布日期", kind="date",
               headers=("发布时间", "推送日期", "推送时间", "推文时间", "发布推送时间", "刊发时间"),
               required=True),
        Column(id="name", title="普法信息标题",
               headers=("普法标题", "普法内容", "普法推文标题", "普法推送内容", "法治信息标题",
                        "普法信息名称", "普法信息内容", "普法推文", "普法推文名称", "以案释法标题",
                        "普法视频名称", "法治宣传内容"),
               asks=("标题", "推文标题", "推送内容", "推文内容", "信息标题")),
        Column(id="platform", title="发布平台", kind="category",
               headers=("平台", "发布渠道", "推送平台", "媒体", "新媒体平台", "发布媒体", "推送渠道",
                        "新媒体名称")),
        Column(id="reads", title="阅读量", kind="count", unit="次",
               headers=("浏览量", "点击量", "阅读次数", "浏览次数", "点击次数", "播放量", "阅读数",
                        "阅读人次", "浏览人次", "点击数", "浏览数", "点击率(次)")),
        personal("editor", "编辑", "发布人", "推送人", "编辑人员"),
        REMARK,
    ),
    signature=(
        frozenset({"posted_on", "name", "reads"}),
        frozenset({"posted_on", "name", "platform"}),
    ),
)  # fmt: skip


def _done(column_id: str, title: str, unit: str | None, *headers: str) -> Column:
    return Column(id=column_id, title=title, kind="count", unit=unit, headers=headers)


PUBLICITY_RETURN = Ledger(
    id="publicity_return",
    title="普法宣传月报表",
    grain="return",
    about="event",
    row_is="一个月份、村（居）",
    hints=("宣传", "普法", "法治", "横幅", "展板", "资料"),
    shuns=("党员", "志愿服务"),
    called=("普法宣传月报", "普法工作统计", "法治宣传统计", "普法宣传统计", "普法工作月报",
            "普法工作情况"),
    key=("period", "village"),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period",
               headers=("月", "统计月份", "报送月份", "统计时间", "时段", "季度"), required=True),
        replace(VILLAGE, headers=(*VILLAGE.headers, "单位", "单位名称", "填报单位"),
                ends=("村", "社区", "居委会", "村委会")),
        _done("events", "开展活动", "场次", "开展宣传活动", "活动场次", "开展活动场次", "普法活动场次",
              "宣传活动场次", "开展普法活动", "宣传活动", "活动次数", "开展法治宣传活动", "普法活动",
              "开展法治宣传", "宣传场次", "开展普法宣传", "举办活动场次"),
        _done("lectures", "法治讲座", "场次", "举办法治讲座", "开展法治讲座", "讲座", "法治讲座场次",
              "讲座场次", "举办讲座"),
        _done("participants", "参加人次", "人次", "受教育人次", "参与人次", "受众人次", "受教育群众",
              "受众人数", "参加人数", "参与群众", "受教育人数", "覆盖人次", "宣传受众", "参与人数",
              "受教育群众人次"),
        _done("consulted", "解答咨询", "人次", "解答法律咨询", "咨询人次", "接受咨询", "法律咨询",
              "解答咨询人次", "接受法律咨询", "现场解答咨询"),
        _done("handouts", "发放宣传资料", "份", "发放资料", "宣传资料", "发放法治宣传资料",
              "发放普法资料", "资料发放", "发放宣传资料份数", "发放资料份数", "发放宣传品"),
        _done("banners", "悬挂横幅", "条", "横幅", "条幅", "悬挂条幅", "悬挂标语", "宣传横幅",
              "悬挂横幅标语", "标语横幅"),
        _done("panels", "展出展板", None, "展板", "摆放展板", "制作展板", "宣传展板", "展示展板"),
        _done("boards", "更新宣传栏", "次", "宣传栏", "更换宣传栏", "宣传栏更新", "宣传栏更换"),
        _done("texts", "发送普法短信", "条", "短信", "普法短信", "发送短信", "法治短信", "发送宣传短信"),
        _done("posts", "新媒体推送", "条", "微信公众号推送", "推送信息", "微信推送", "新媒体普法",
              "微信公众号推文", "新媒体推文", "发布推文", "推送普法信息", "发布普法信息",
              "微信公众号发布"),
        _done("reads", "新媒体阅读量", "次", "阅读量", "浏览量", "点击量", "阅读次数", "推文阅读量"),
        _done("broadcasts", "大喇叭广播", "次", "广播", "大喇叭", "广播宣传", "村村响广播",
              "播放广播", "大喇叭播放", "广播播放次数"),
        _done("screens", "LED屏播放", "次", "LED播放", "电子屏播放", "LED屏", "LED滚动播放",
              "电子显示屏播放", "LED显示屏播放"),
        personal("reporter", "填报人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "events", "handouts"}),
        frozenset({"period", "events", "participants"}),
        frozenset({"period", "lectures", "handouts"}),
        frozenset({"period", "handouts", "banners"}),
        frozenset({"period", "posts", "texts"}),
        frozenset({"village", "events", "handouts"}),
        frozenset({"village", "events", "participants"}),
    ),
)  # fmt: skip

LEDGERS = (POSTS, PUBLICITY_RETURN)
