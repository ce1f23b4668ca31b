// The tutorial's world with as many customers as one likes, each with a profile and consent.
import type { WorldDefinition } from '../../harness/index.ts'
import { codeNode, mailNode, scenario, shop } from '../support/shop.ts'

export const nameOf = (index: number): string => `customer-${index}`

export const crowdOf = (customers: number): WorldDefinition =>
  shop({
    people: Array.from({ length: customers }, (_, index) => nameOf(index)),
    scenarios: [
      scenario('Referral code by email', [
        { id: 1, type: 'now' },
        { id: 2, type: 'wait', period: '1 minute' },
        codeNode(3),
        mailNode(4, 'Your referral code', 'Your referral code: {{ webhook.code }}'),
      ]),
    ],
  })
