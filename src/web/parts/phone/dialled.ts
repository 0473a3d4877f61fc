/** What stands behind `tel:`: digits and a leading plus, nothing else. */
export const dialled = (number: string): string => number.replaceAll(/(?!^\+)\D/g, '')
