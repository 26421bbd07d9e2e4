"""A first list of words in names that want a careful look; the host edits it on the desk."""

from typing import Any

from django.db import migrations

WORDS = {
    "state": [
        "中共", "中央", "国务院", "人大", "政协", "政府", "公安", "警察", "法院", "检察院", "纪委", "监委", "外交部", "国防", "解放军", "武警", "海关", "税务",
        "市监局", "应急管理局", "发改委", "卫健委", "教育局", "网信办", "总局", "街道办", "村委会", "党委", "宣传部", "国家", "官方", "government", "police",
        "ministry", "embassy", "parliament", "court", "official",
    ],
    "media": [
        "人民日报", "新华社", "新华网", "央视", "中央电视台", "新闻联播", "光明日报", "经济日报", "中新社", "澎湃", "财新", "日报", "晚报", "早报", "周报", "电视台",
        "广播电台", "通讯社", "news agency", "reuters", "bbc", "cctv", "xinhua",
    ],
    "place": [
        "中国", "北京", "上海", "天津", "重庆", "广东", "广州", "深圳", "江苏", "南京", "苏州", "浙江", "杭州", "山东", "济南", "青岛", "四川", "成都", "湖北", "武汉",
        "湖南", "长沙", "河南", "郑州", "河北", "石家庄", "陕西", "西安", "山西", "太原", "安徽", "合肥", "江西", "南昌", "福建", "福州", "厦门", "广西", "南宁", "海南",
        "海口", "贵州", "贵阳", "云南", "昆明", "西藏", "拉萨", "甘肃", "兰州", "青海", "西宁", "宁夏", "银川", "新疆", "乌鲁木齐", "内蒙古", "呼和浩特", "辽宁", "沈阳",
        "大连", "吉林", "长春", "黑龙江", "哈尔滨", "香港", "澳门", "台湾", "台北",
    ],
}  # fmt: skip


def seed(apps: Any, _editor: Any) -> None:
    """Put the list in place."""
    word = apps.get_model("publishers", "ReservedWord")
    word.objects.bulk_create(word(text=text, sort=sort) for sort, texts in WORDS.items() for text in texts)


class Migration(migrations.Migration):
    dependencies = [("publishers", "0003_joining")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
