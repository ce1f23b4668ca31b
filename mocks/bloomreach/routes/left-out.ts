// What the vendor's public index and its own clients name and the sandbox does not emulate: 501, by name (decision 005).
// Pages are under documentation.bloomreach.com/engagement/reference.
import type { Operation, OperationName } from './operation.ts'

const DATA = '/data/v2/projects/:projectToken'
const IMPORTS = '/imports/v1/:projectToken'

const NAMES: readonly OperationName[] = [
  // [D] rotate-api-secret-2, revoke-api-secret-2.
  { id: 'data/rotateSecret', method: 'POST', path: `${DATA}/access-keys/rotate` },
  { id: 'data/revokeSecret', method: 'POST', path: `${DATA}/access-keys/revoke` },
  // [D] retentions-2: "Retrieve retentions".
  { id: 'data/retention', method: 'POST', path: `${DATA}/analyses/retention` },
  // [C] the segments that the vendor's widgets may read.
  { id: 'data/exposedSegmentations', method: 'GET', path: `${DATA}/exposed-segmentations` },
  // [D] imports-2-1 names v1; [C] the vendor's Salesforce module calls v2.
  { id: 'data/startImport', method: 'POST', path: `${DATA}/imports/:importId/start` },
  {
    id: 'data/startImportV1',
    method: 'POST',
    path: '/data/v1/projects/:projectToken/imports/:importId/start',
  },
  {
    id: 'data/startWorkspaceImport',
    method: 'POST',
    path: '/data/v2/workspaces/:workspaceId/imports/:importId/start',
  },
  // [D] create-import, list-imports, delete-import; [C] bloomreach-magento2-integration runs them.
  { id: 'imports/create', method: 'POST', path: IMPORTS },
  { id: 'imports/list', method: 'GET', path: IMPORTS },
  { id: 'imports/read', method: 'GET', path: `${IMPORTS}/:importId` },
  { id: 'imports/delete', method: 'DELETE', path: `${IMPORTS}/:importId` },
  { id: 'imports/run', method: 'POST', path: `${IMPORTS}/:importId/run` },
  // [C] three clients of the transactional SMS API.
  { id: 'sms/sync', method: 'POST', path: '/sms/v1/projects/:projectToken/sync' },
  // [C] exponea-android-sdk and exponea-ios-sdk: clicks, app inbox, in-app messages and content blocks, segments, push.
  { id: 'track/campaignClicks', method: 'POST', path: '/track/v2/projects/:projectToken/campaigns/clicks' },
  { id: 'campaigns/pushSelfCheck', method: 'POST', path: '/campaigns/send-self-check-notification' },
  // [D] managed-endpoints-api, contextual personalization (/webxp/bandits/…); [C] both SDKs and the web SDK.
  { id: 'webxp', method: 'ALL', path: '/webxp/*' },
  { id: 'wxstatic', method: 'ALL', path: '/wxstatic/*' },
  // [C] gtm-serverside-client-template: where the web SDK posts.
  { id: 'web/bulk', method: 'POST', path: '/bulk' },
  { id: 'web/managedTags', method: 'ALL', path: '/managed-tags/*' },
  { id: 'web/banners', method: 'ALL', path: '/campaigns/banners/*' },
  { id: 'web/experiments', method: 'ALL', path: '/campaigns/experiments/*' },
  { id: 'web/html', method: 'ALL', path: '/campaigns/html/*' },
  { id: 'web/editor', method: 'ALL', path: '/editor/*' },
  { id: 'web/crm', method: 'ALL', path: '/crm/*' },
  { id: 'optimization', method: 'ALL', path: '/optimization/*' },
  // [D] data-hub tracking-api-overview; [C] both SDKs in stream mode.
  { id: 'track/streams', method: 'ALL', path: '/track/u/*' },
  { id: 'data/streams', method: 'ALL', path: '/data/v2/streams/*' },
  { id: 'campaigns/streams', method: 'ALL', path: '/campaigns/streams/*' },
]

export const LEFT_OUT: readonly Operation[] = NAMES.map(name => ({ ...name, emulated: false }))
