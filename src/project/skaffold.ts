import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import type { ProjectFile } from './files.ts';

/** Images that are built from sources and named anew when they are deployed. */
export interface Built {
  /** Of the manifests in and below this folder. */
  readonly folder: string;
  readonly images: ReadonlySet<string>;
}

/** Whether an object is a configuration file of Skaffold. */
export function isSkaffold({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Config' && apiVersion.startsWith('skaffold/');
}

/** Reads what Skaffold builds. */
export function readSkaffold({ folder }: ProjectFile, root: Node): Built {
  const artifacts = root.get('build')?.get('artifacts');
  const images = artifacts?.type === Type.List ? artifacts.items.map((artifact) => artifact.get('image')) : [];
  return {
    folder,
    images: new Set(
      images
        .filter((image) => image !== undefined && resolve(image) === Type.String)
        .map((image) => text(image as Node)),
    ),
  };
}
