it('the mail shows the code', () => {
  const inbox = Cypress.env('inbox')
  cy.task('startScenarios')
  cy.request(`${inbox}/api/v1/search?query=to:ada@example.com`).then(({ body }) => {
    cy.visit(`${inbox}/view/${body.messages[0].ID}.html`)
  })
  cy.contains(/Your referral code: [A-Z0-9]{4}-[A-Z0-9]{4}/)
})
