"""The header of each export: Salesforce API names as the Data Loader writes them, HubSpot's labels."""

from __future__ import annotations

from .word_list import words

USER = words("Id Username FirstName LastName Email Title Department IsActive CreatedDate LastLoginDate")
ACCOUNT = words(
    """Id Name Type Industry Website Phone BillingStreet BillingCity BillingState BillingPostalCode
        BillingCountry NumberOfEmployees AnnualRevenue Renewal_Date__c OwnerId CreatedDate
        LastModifiedDate LastActivityDate"""
)
CONTACT = words(
    """Id FirstName LastName Email Phone MobilePhone Fax AssistantName Title Department AccountId
        MailingStreet MailingCity MailingState MailingPostalCode MailingCountry LeadSource
        Lead_Source__c Lifecycle_Stage__c OwnerId HasOptedOutOfEmail CreatedDate LastModifiedDate
        LastActivityDate"""
)
LEAD = words(
    """Id FirstName LastName Company Title Email Phone City State PostalCode Country Industry
        NumberOfEmployees Status Rating LeadSource Lifecycle_Stage__c OwnerId HasOptedOutOfEmail
        IsConverted ConvertedDate ConvertedContactId CreatedDate LastModifiedDate LastActivityDate"""
)
OPPORTUNITY = words(
    """Id Name AccountId StageName Amount Probability CloseDate Type LeadSource Loss_Reason__c IsClosed
        IsWon OwnerId CreatedDate LastModifiedDate LastActivityDate"""
)
CAMPAIGN = words("Id Name Type Status IsActive StartDate EndDate BudgetedCost ActualCost OwnerId CreatedDate")
CAMPAIGN_MEMBER = words("Id CampaignId LeadId ContactId Status HasResponded FirstRespondedDate CreatedDate")
HUBSPOT_CONTACT = (
    "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name",
    "Lifecycle Stage", "Lead Status", "Contact owner", "Create Date", "Last Modified Date", "Original Source",
    "City", "Postal Code", "Country/Region",
)  # fmt: skip
