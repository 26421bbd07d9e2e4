"""How Chinese is typed by its sound: syllables of a text, and what somebody may have meant by Latin letters."""

import functools

from haowen.text import segmenting

_SYLLABLES = frozenset(
    """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha
chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui
cun cuo da dai dan dang dao de den deng di dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan
fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han
hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju
juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei
leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi
mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou
nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang
qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san
sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai
wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin
ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong
zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
""".split()  # noqa: SIM905 - a table to be read
)
_LONGEST = max(map(len, _SYLLABLES))
_MOST_READINGS = 4


def syllables(text: str) -> list[str]:
    """Return the syllable of each Chinese character of a text, and its Latin words as they are, in their order.

    Takes a dictionary of 20 MB: for indexing, not for asking.
    """
    import pypinyin

    out: list[str] = []
    for chinese, word in segmenting.parts(segmenting.fold(text)):
        out += [word] if word else pypinyin.lazy_pinyin(chinese)
    return out


def beginnings(text: str, most: int) -> list[str]:
    """Return what a text begins with as it may be typed: its characters, its syllables, and their first letters."""
    sounds = syllables(text[:most])
    forms = ["".join(segmenting.units(text[:most])), "".join(sounds), "".join(sound[0] for sound in sounds)]
    return [form for form in dict.fromkeys(forms) if form]


@functools.lru_cache(maxsize=256)
def readings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read Latin letters as two and more syllables, those of the fewest first; none for other words."""
    found: list[tuple[str, ...]] = []

    def walk(at: int, taken: tuple[str, ...]) -> None:
        if at == len(word):
            found.append(taken)
            return
        for end in range(min(len(word), at + _LONGEST), at, -1):
            if len(found) < _MOST_READINGS and word[at:end] in _SYLLABLES:
                walk(end, (*taken, word[at:end]))

    if len(word) <= _LONGEST * 8 and word.isascii():
        walk(0, ())
    return tuple(sorted((reading for reading in found if len(reading) > 1), key=len))
