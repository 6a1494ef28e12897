import { byFile, type Format } from './format.ts';
import { plain } from './plain.ts';
import { xml } from './xml.ts';

/** Checkstyle's XML, for Jenkins and others that read it. */
export const checkstyle: Format = ({ findings }) => {
  let text = '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n';
  for (const [file, group] of byFile(findings)) {
    text += `  <file name="${xml(file)}">\n`;
    for (const { line, column, severity, message, rule } of group) {
      text += `    <error line="${line}" column="${column}" severity="${severity}" message="${xml(plain(message))}" source="podlint.${xml(rule)}"/>\n`;
    }
    text += '  </file>\n';
  }
  return `${text}</checkstyle>\n`;
};
