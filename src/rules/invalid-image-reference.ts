import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageFault } from './shared/images.ts';

/** What most images look like: nothing more need be asked of these. */
const USUAL =
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?:(?::[0-9]+)?(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*){1,6})?(?::\w[\w.-]{0,127})?$/;
/** Left for some tool to fill in: `ko://example/cmd`, `IMAGE_NAME`. */
const FOR_A_TOOL = /^(?:ko:\/\/|[A-Z0-9]*_[A-Z0-9_]*(?:[:@]|$)|IMAGE(?:[:@]|$))/;

export const rule: Rule = {
  category: 'containers',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container({ field, value, pod }, report) {
    const image = value.image;
    if (image === undefined || image === '' || USUAL.test(image)) return;
    const at = field.get('image');
    if (/^<[^<>]*>/.test(image)) {
      report(at, `${quote(image)} is a placeholder that nobody has filled in; name an image`);
      return;
    }
    if (isPlaceholder(image) || FOR_A_TOOL.test(image)) return;
    // The API server says so itself of a Pod.
    if (pod.owner === 'Pod' && image.trim() !== image) return;
    const fault = imageFault(image);
    if (fault !== undefined) report(at, `${quote(image)} is no image reference: ${fault}`, { fix: fixFor(at, image) });
  },
};

function fixFor(at: Field<string>, image: string): Fix | undefined {
  const bare = image.trim().replace(/^https?:\/\//i, '');
  const name = /^[^:@]*(?::[0-9]+\/[^:@]*)?/.exec(bare)?.[0] ?? '';
  const mended = [bare, name.toLowerCase() + bare.slice(name.length)].find((one) => imageFault(one) === undefined);
  const node = at.node;
  if (mended === undefined || node === undefined) return undefined;
  return fixOf(`write ${mended}`, at, false, [replaceString(node, mended)]);
}

export const docs: RuleDocs = {
  summary: 'An image name that no container runtime can read.',
  why: `The API server takes any text as an image; the node then fails with \`InvalidImageName\`, once for every Pod. A name is
\`[host[:port]/]repository[:tag][@digest]\`: no scheme, no blanks, the repository in lower case, one tag of at most 128 characters, a digest with all its digits.
The API server itself refuses blanks around the image of a Pod, but takes them in the templates of Deployments and the like, whose Pods it then refuses.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: https://registry.example/Team/Web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/team/web:2.4.1
`,
};
