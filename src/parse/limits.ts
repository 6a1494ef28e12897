/** How deep maps and lists may stand in each other. Kubernetes' own limit is 10,000; no manifest comes near either. */
export const MAX_DEPTH = 1000;
