import { expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { crd } from '../support/crd.ts';
import { upstream } from './upstream.ts';

const schema = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    b: { type: 'integer' },
    ratio: { type: 'number' },
    text: { type: 'string' },
    other: { type: 'string' },
    when: { type: 'string', format: 'date-time' },
    day: { type: 'string', format: 'date' },
    span: { type: 'string', format: 'duration' },
    bytes: { type: 'string', format: 'byte' },
    flag: { type: 'boolean' },
    size: { 'x-kubernetes-int-or-string': true },
    list: { type: 'array', items: { type: 'string' } },
    numbers: { type: 'array', items: { type: 'integer' } },
    map: { type: 'object', additionalProperties: { type: 'string' } },
    items: {
      type: 'array',
      items: { type: 'object', properties: { n: { type: 'string' }, v: { type: 'integer' } } },
    },
  },
};

const objects: readonly object[] = [
  {},
  {
    a: 1,
    b: 2,
    ratio: 0.5,
    text: 'a-b',
    other: '10.0.0.1',
    flag: true,
    size: 3,
    list: ['b', 'a'],
    numbers: [3, 1, 2],
    map: { x: 'y' },
    items: [{ n: 'a', v: 1 }],
  },
  {
    a: -5,
    b: 0,
    ratio: 2,
    text: 'https://user@example.com:80/a/b?c=d&c=e',
    other: '::1',
    size: '50%',
    list: [],
    numbers: [],
    map: {},
    items: [{}, { n: 'b' }],
  },
  {
    a: 9007199254740991,
    text: '10.0.0.0/8',
    other: '1.2.3',
    when: '2024-02-29T12:00:00Z',
    day: '2024-03-01',
    span: '1h30m',
    bytes: 'YWJj',
    list: ['a', 'a'],
    items: [
      { n: 'a', v: 1 },
      { n: 'a', v: 2 },
    ],
  },
  { text: '1.5Gi', other: '1536Mi', list: ['x'], map: { 'a.b/c': '1' } },
  { text: 'Not A Label', other: '1h30m', numbers: [1, 1] },
  { text: '', other: 'fe80::1', numbers: [2, 1] },
];

const expressions: readonly string[] = `
self.a < self.b
self.a + self.b == 3
self.a / self.b > 0
self.a % 2 == 1
self.ratio >= 0.5 && self.ratio <= 1.0
self.a > 0 || self.text == "a-b"
has(self.a) && has(self.map.x)
!has(self.items) || self.items.all(i, has(i.n))
has(self.items[0].v)
self.items.exists_one(i, i.v == 1)
self.items.map(i, i.v).sum() == 1
self.items.filter(i, has(i.n)).size() > 1
self.numbers.isSorted()
self.numbers.sum() == 6
self.numbers.min() == 1
self.numbers.max() == 3
self.numbers.indexOf(1) == 1
self.list.lastIndexOf("a") == 1
"a" in self.list
self.list.all(x, self.list.exists_one(y, x == y))
self.list == ["b", "a"]
size(self.list) == 2
self.map["x"] == "y"
self.map.all(k, k.matches("^[a-z]+$"))
self.map.exists(k, self.map[k] == "y")
"a.b/c" in self.map
self.text.startsWith("a") && self.text.endsWith("b")
self.text.contains("-")
self.text.matches("^[a-z](-[a-z])*$")
self.text.size() == 3
self.text.find("[0-9]+") == "10"
self.text.findAll("[0-9]+").size() == 4
self.text.findAll("[0-9]+", 2) == ["10", "0"]
self.text.split("-") == ["a", "b"]
self.text.replace("a", "x") == "x-b"
self.text.replace("a", "x", 1) == "x-b"
self.text.substring(1) == "-b"
self.text.substring(0, 1) == "a"
self.text.indexOf("b") == 2
self.text.lowerAscii() == self.text
self.text.upperAscii() == "A-B"
self.text.trim() == self.text
self.text.charAt(0) == "a"
self.list.join(",") == "b,a"
isURL(self.text)
isURL(self.text) && url(self.text).getHost() == "example.com:80"
url(self.text).getHostname() == "example.com"
url(self.text).getPort() == "80"
url(self.text).getScheme() == "https"
url(self.text).getEscapedPath() == "/a/b"
url(self.text).getQuery()["c"] == ["d", "e"]
isIP(self.other)
ip(self.other).family() == 4
ip(self.other).isLoopback()
ip(self.other).isLinkLocalUnicast()
ip(self.other).isGlobalUnicast()
isIP(self.other) && ip.isCanonical(self.other)
isCIDR(self.text)
cidr(self.text).containsIP("10.1.2.3")
cidr(self.text).containsIP(ip("11.1.2.3"))
cidr(self.text).containsCIDR("10.1.0.0/16")
cidr(self.text).prefixLength() == 8
string(cidr(self.text).masked()) == self.text
cidr(self.text).ip() == ip("10.0.0.0")
isQuantity(self.text)
quantity(self.text).isGreaterThan(quantity("1Gi"))
quantity(self.text).compareTo(quantity(self.other)) == 0
quantity(self.text) == quantity(self.other)
quantity(self.text).add(quantity("512Mi")).isLessThan(quantity("3Gi"))
sign(quantity(self.text)) == 1
quantity(self.text).isInteger()
quantity("3").asInteger() == 3
quantity("1500m").asApproximateFloat() == 1.5
isSemver(self.other)
semver(self.other).major() == 1
semver(self.other).isLessThan(semver("1.10.0-rc.1"))
semver("v1.2", true) == semver("1.2.0")
format.dns1123Label().validate(self.text).hasValue()
!format.dns1123Label().validate(self.text).hasValue()
format.named("labelValue").hasValue()
!format.qualifiedName().validate(self.text).hasValue()
!format.uri().validate(self.text).hasValue()
sets.contains(self.list, ["a"])
sets.intersects(self.list, ["a", "c"])
sets.equivalent(self.numbers, [1, 2, 3])
self.?a.orValue(7) == 7
self.?map.?x.orValue("none") == "y"
self.?items[?0].?v.hasValue()
self.when > timestamp("2024-01-01T00:00:00Z")
self.when.getFullYear() == 2024
self.when < timestamp("2024-01-01T00:00:00Z")
self.when - timestamp("2024-02-29T11:00:00Z") > duration("2h")
self.day == timestamp("2024-03-01T00:00:00Z")
self.day != timestamp("2024-03-01T00:00:00Z")
self.span > duration("1h")
self.span < duration("1h")
self.span.getMinutes() == 90
self.bytes == b"abc"
self.bytes != b"abc"
size(self.bytes) == 3
duration(self.other) > duration("1h")
type(self.size) == int ? self.size > 2 : self.size.contains("%")
self.flag == true
!self.flag
self.a == 9007199254740991
self.a > 9007199254740990
string(self.a) == "1"
int(self.ratio) == 2
double(self.a) < 1.5
self.a < 1.5
self.text + self.other == "a-b10.0.0.1"
self.text in ["a-b", "c"]
[1, 2, 3].exists(x, x == self.a)
{"a": 1}["a"] == self.a
self.numbers.all(x, x > 0) ? self.numbers.size() > 0 : false
dyn(self.a) == 1.0
`
  .trim()
  .split('\n');

/** Whether rules hold; an error counts as none. */
function ours(rule: string, object: object): boolean {
  const made = { ...schema, 'x-kubernetes-validations': [{ rule }] };
  const whole = { type: 'object', properties: { spec: made } };
  const given = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' }, spec: object };
  return (
    validateObjects([given], { crds: [crd({ versions: { v1: whole } })], only: ['api/rule-failed'] })
      .length === 0
  );
}

it('rules hold where they hold on the server', () => {
  const cases = expressions.flatMap((rule) => objects.map((object) => ({ rule, object })));
  const answers = upstream(
    cases.map(({ rule, object }) => ({
      op: 'rules',
      original: object,
      patch: { ...schema, 'x-kubernetes-validations': [{ rule }] },
    })),
  );
  const different = cases.flatMap(({ rule, object }, index) => {
    const { result, error } = answers[index] ?? {};
    const said = result as readonly string[] | undefined;
    const theirs = error === undefined && said?.length === 0;
    return ours(rule, object) === theirs
      ? []
      : [
          `${rule} of ${JSON.stringify(object).slice(0, 90)}: on the server ${theirs}: ${error ?? said?.join()}`,
        ];
  });
  expect(different).toEqual([]);
  expect(
    answers.filter(({ result }) => (result as readonly string[] | undefined)?.length === 0).length,
  ).toBeGreaterThan(100);
});
