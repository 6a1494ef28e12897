export async function plantedRun(_: number): Promise<boolean> {
  return true;
}
