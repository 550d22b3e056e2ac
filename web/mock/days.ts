// SPDX-License-Identifier: Apache-2.0
export const addDays = (day: string, n: number): string => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
